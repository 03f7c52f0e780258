/**
 * What an administrator may do: users and roles, who is online, and putting anybody out.
 */
@ApplicationModule(allowedDependencies = { "account", "application", "datastore", "mode", "password", "problem",
		"revocation", "role", "session", "session::active", "throttle", "web" })
@NullMarked
package dev.latchkey.admin;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
