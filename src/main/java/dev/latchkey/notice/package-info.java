/**
 * Tells applications that sessions have ended (OpenID Connect Back-Channel Logout 1.0):
 * an outbox, whose notices are written in the ending's transaction, sent by one node at
 * once, and again for a day until the application has confirmed them.
 */
@ApplicationModule(allowedDependencies = { "application", "crypto", "datastore", "key", "key::token", "revocation",
		"session", "url" })
@NullMarked
package dev.latchkey.notice;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
