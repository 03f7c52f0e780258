/**
 * What the doors share: the page model, the home page and the list of one's applications,
 * answers to calls that ended sessions, how lists show a session, and how slow clients
 * are treated.
 */
@ApplicationModule(allowedDependencies = { "account", "application", "brand", "mode", "oauth", "problem", "revocation",
		"session", "session::active", "text", "throttle", "url" })
@NullMarked
package dev.latchkey.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
