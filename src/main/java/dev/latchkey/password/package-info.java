/**
 * Passwords: the rules for new ones, and hashing behind a bulkhead, so that many logins
 * at once cannot take the processors away from other requests.
 */
@ApplicationModule(allowedDependencies = { "crypto", "text" })
@NullMarked
package dev.latchkey.password;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
