/**
 * The filter chains, with their headers, their CSRF tokens, and who may call what. No
 * other package imports this one.
 */
@ApplicationModule(
		allowedDependencies = { "application", "brand", "mode", "problem", "session", "url", "web", "web::forwarded" })
@NullMarked
package dev.latchkey.security;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
