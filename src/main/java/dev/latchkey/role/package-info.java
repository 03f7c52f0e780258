/**
 * Roles and the permissions that they grant, which of them an administrator may grant,
 * and the rule that there is always an administrator. Changes are made one at a time,
 * under one lock.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.role;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
