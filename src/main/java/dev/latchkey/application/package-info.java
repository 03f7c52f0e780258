/**
 * The registry of applications: who may use them, and their ways in. Administrators keep
 * it, and the configuration declares some of them. Each node remembers it.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "role", "startup", "text", "url" })
@NullMarked
package dev.latchkey.application;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
