/**
 * The sub-request of a reverse proxy: who is this?
 */
@ApplicationModule(allowedDependencies = { "mode", "session" })
@NullMarked
package dev.latchkey.forwardauth;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
