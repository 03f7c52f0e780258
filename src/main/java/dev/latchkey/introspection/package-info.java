/**
 * For applications: whether a credential that they were shown still counts (RFC 7662),
 * and ending what it names (RFC 7009).
 */
@ApplicationModule(allowedDependencies = { "application", "mode", "session", "throttle" })
@NullMarked
package dev.latchkey.introspection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
