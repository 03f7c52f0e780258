/**
 * The registry of applications: what may ask Latchkey about credentials, by which client
 * id and secret.
 */
@ApplicationModule(allowedDependencies = { "crypto", "text" })
@NullMarked
package dev.latchkey.application;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
