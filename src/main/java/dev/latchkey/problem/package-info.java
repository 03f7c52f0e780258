/**
 * Errors: which failure is which problem (RFC 9457), and how it is written, as JSON, as a
 * page or as a redirect.
 */
@ApplicationModule(allowedDependencies = { "account", "account::username", "application", "factor", "factor::passkey",
		"mail", "mode", "password", "revocation", "role", "session", "text", "throttle", "url" })
@NullMarked
package dev.latchkey.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
