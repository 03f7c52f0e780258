/**
 * The way back in: a forgotten password, an invitation, and the address at which a person
 * is reached.
 */
@ApplicationModule(allowedDependencies = { "account", "account::username", "mail", "password", "revocation", "session",
		"throttle", "web" })
@NullMarked
package dev.latchkey.recovery;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
