/**
 * Lets the service run without any setup: a Redis as a child process, an H2 file and a
 * generated master key, all in the data directory. Each backs off if an external one is
 * configured.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "startup" })
@NullMarked
package dev.latchkey.embedded;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
