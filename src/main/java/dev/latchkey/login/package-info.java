/**
 * The way in and out: form and JSON login, logout, changing the password, and the current
 * user.
 */
@ApplicationModule(allowedDependencies = { "account", "account::username", "brand", "crypto", "factor", "factor::held",
		"factor::passkey", "mail", "mode", "password", "problem", "revocation", "session", "text", "throttle", "url",
		"web" })
@NullMarked
package dev.latchkey.login;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
