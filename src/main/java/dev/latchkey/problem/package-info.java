/**
 * The one writer of errors: which failure is which problem, and its form as problem+json
 * or as a page (RFC 9457).
 */
@ApplicationModule(allowedDependencies = { "account", "application", "mode", "password", "revocation", "role",
		"session", "throttle" })
@NullMarked
package dev.latchkey.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
