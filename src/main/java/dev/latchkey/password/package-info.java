/**
 * Checking a password: what a new one must be like, and hashing behind a bulkhead, so
 * that many logins at once cannot take the processors away from everybody else.
 */
@ApplicationModule(allowedDependencies = "crypto")
@NullMarked
package dev.latchkey.password;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
