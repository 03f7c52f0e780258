/**
 * The accounts, with which users sign in. Locks are taken in one order everywhere: role
 * row, account row, then the head of the revocation log.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "password", "role", "text", "url" })
@NullMarked
package dev.latchkey.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
