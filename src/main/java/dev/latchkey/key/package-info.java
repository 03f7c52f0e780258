/**
 * Signing keys: made, rotated, published and revoked. Nothing here knows what a token
 * says.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "revocation" })
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
