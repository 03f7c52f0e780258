/**
 * Tells applications whether a credential that they were shown is active (RFC 7662), and
 * ends the session that it names (RFC 7009).
 */
@ApplicationModule(
		allowedDependencies = { "application", "factor", "mode", "oauth", "session", "throttle", "web", "web::client" })
@NullMarked
package dev.latchkey.introspection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
