/**
 * The door for applications that speak OpenID Connect: where a person's browser asks on
 * their behalf, and where they exchange codes and tokens. What was given is kept by the
 * package {@code oauth}. The converter and the validators of an authorization request are
 * those of Spring Authorization Server.
 */
@ApplicationModule(allowedDependencies = { "application", "crypto", "grant", "key", "key::token", "mode", "oauth",
		"oauth::device", "oauth::token", "problem", "revocation", "session", "throttle", "url", "web", "web::client" })
@NullMarked
package dev.latchkey.oidc;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
