/**
 * The seam: how a session is remembered. A mode issues a credential, reads one, and tells
 * which session one names; what follows from that is the same in every mode and is
 * written here, once. The modes themselves are in the packages below, and no other
 * package names them.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "factor", "key", "key::token", "revocation",
		"revocation::installation", "session", "session::refresh", "session::seen", "url" })
@NullMarked
package dev.latchkey.mode;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
