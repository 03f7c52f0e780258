/**
 * The door for reverse proxies: who sent this request, and may they use that application?
 * And the way by which a browser gets from the host of an application to the login host
 * and back.
 */
@ApplicationModule(allowedDependencies = { "application", "crypto", "grant", "mode", "problem", "session", "url", "web",
		"web::forwarded" })
@NullMarked
package dev.latchkey.forwardauth;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
