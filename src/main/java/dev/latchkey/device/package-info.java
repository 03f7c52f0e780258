/**
 * "Your devices": a user's own sessions, and ending them.
 */
@ApplicationModule(allowedDependencies = { "revocation", "session", "session::active", "web" })
@NullMarked
package dev.latchkey.device;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
