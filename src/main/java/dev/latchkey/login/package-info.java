/**
 * The way in and out: form and JSON login, logout, changing the password, and who one is.
 */
@ApplicationModule(allowedDependencies = { "mode", "session", "account", "password", "revocation", "throttle" })
@NullMarked
package dev.latchkey.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
