/**
 * What an administrator may do: users, roles and signing keys, who is online, and forced
 * logouts.
 */
@ApplicationModule(allowedDependencies = { "account", "account::username", "application", "crypto", "datastore",
		"factor", "factor::held", "key", "mail", "oauth", "password", "revocation", "role", "session",
		"session::active", "text", "throttle", "url", "web" })
@NullMarked
package dev.latchkey.admin;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
