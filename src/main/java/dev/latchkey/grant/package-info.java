/**
 * What applications were given in a session: the credential of an application's host, the
 * ticket by which a browser gets there, and assertions of who is signed in. All are of a
 * live session and end with it, in either mode.
 */
@ApplicationModule(allowedDependencies = { "application", "crypto", "datastore", "factor", "key", "key::token",
		"revocation", "session", "session::seen", "url" })
@NullMarked
package dev.latchkey.grant;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
