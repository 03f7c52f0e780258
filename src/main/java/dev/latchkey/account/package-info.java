/**
 * Who may sign in and what they may do: accounts, roles and permissions, and the first
 * administrator. Locks are taken in one order everywhere: role row, account row, then the
 * head of the revocation log.
 */
@ApplicationModule(allowedDependencies = "password")
@NullMarked
package dev.latchkey.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
