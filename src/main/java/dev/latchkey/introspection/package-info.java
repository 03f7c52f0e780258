/**
 * For other services: whether a credential that they were shown still counts (RFC 7662),
 * and ending what it names (RFC 7009). The services are registered here, too.
 */
@ApplicationModule(allowedDependencies = { "application", "mode", "session", "throttle" })
@NullMarked
package dev.latchkey.introspection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
