/**
 * The way in and out: form and JSON login, logout, changing the password, and who one is.
 */
@ApplicationModule(allowedDependencies = { "account", "mode", "password", "revocation", "session", "throttle" })
@NullMarked
package dev.latchkey.login;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
