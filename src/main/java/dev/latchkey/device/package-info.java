/**
 * "Your devices": the own sessions, one by one.
 */
@ApplicationModule(allowedDependencies = { "mode", "session", "session::active", "revocation", "web" })
@NullMarked
package dev.latchkey.device;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
