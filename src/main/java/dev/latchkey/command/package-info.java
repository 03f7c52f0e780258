/**
 * What an administrator can do on the server itself without signing in: a command takes
 * the place of the service.
 */
@ApplicationModule(
		allowedDependencies = { "account", "account::username", "factor", "password", "revocation", "session" })
@NullMarked
package dev.latchkey.command;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
