/**
 * Roles and the permissions that they grant, who may grant which, and the rule that one
 * administrator always stays. Changes to roles are made one at a time, under one lock.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.role;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
