/**
 * The event log: listens to the events of the other packages, stores them, and shows them
 * at its own endpoints. No other package calls it, and it calls none: it depends on their
 * events only. Events are records, published by the package where something happens; the
 * types named {@code …Audit} listen to them, each to those of one subject
 * ({@link SecurityEventListener}). The origin of a request is read from the request that
 * the publishing thread is serving ({@link RequestOrigin}): a listener runs in the
 * publisher's thread, so this is sound, and it keeps address and client out of the
 * signatures of eight packages.
 */
@ApplicationModule(allowedDependencies = { "account", "account::username", "application", "crypto", "datastore",
		"factor", "forwardauth", "key", "login", "login::proof", "mail", "mode", "notice", "oauth", "oauth::device",
		"problem", "recovery", "revocation", "role", "session", "text", "throttle", "transfer" })
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
