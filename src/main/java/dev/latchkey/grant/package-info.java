/**
 * What applications were given in a session: the credential of an application's host, and
 * the ticket by which a browser gets there. Both are of a live session and end with it,
 * in either mode.
 */
@ApplicationModule(allowedDependencies = { "application", "crypto", "datastore", "revocation", "session" })
@NullMarked
package dev.latchkey.grant;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
