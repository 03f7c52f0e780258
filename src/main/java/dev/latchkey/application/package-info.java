/**
 * The registry of applications, which may ask Latchkey about credentials with a client id
 * and a secret.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "text" })
@NullMarked
package dev.latchkey.application;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
