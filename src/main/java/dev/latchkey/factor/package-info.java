/**
 * What a person can show beside a password, what was shown at a login, and which roles
 * require a second factor.
 */
@ApplicationModule(allowedDependencies = { "account", "crypto", "datastore", "text", "url" })
@NullMarked
package dev.latchkey.factor;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
