/**
 * The event log: listens to what the other packages publish, writes it down, and shows it
 * at its own endpoints. Nobody calls it. Events are plain records, published once by the
 * package where the thing happens; {@link SecurityEvents} is the one listener. Where a
 * request came from is read from the request that the publishing thread is serving
 * ({@link RequestOrigin}): a listener runs in the publisher's thread, so this is sound,
 * and it keeps address and client out of the signatures of eight packages.
 */
@ApplicationModule(allowedDependencies = { "account", "application", "crypto", "introspection", "key", "login", "mode", "problem",
		"revocation", "role", "session", "text", "throttle" })
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
