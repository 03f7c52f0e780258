/**
 * Signing keys: made, rotated, published and revoked, and the one strict form in which a
 * token is accepted. Nothing here knows what a token says.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "revocation" })
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
