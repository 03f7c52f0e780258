/**
 * Who may sign in and what they may do: accounts, roles and permissions, the first
 * administrator, and the services that may ask about it. Locks are taken in one order
 * everywhere: role row, account row, then the head of the revocation log.
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "password", "role", "text" })
@NullMarked
package dev.latchkey.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
