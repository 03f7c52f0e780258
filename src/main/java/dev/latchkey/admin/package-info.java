/**
 * What an administrator may do: users and roles, who is online, and putting anybody out.
 */
@ApplicationModule(allowedDependencies = { "mode", "session", "account", "password", "revocation", "throttle" })
@NullMarked
package dev.latchkey.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
