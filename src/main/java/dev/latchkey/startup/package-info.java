/**
 * How a start that cannot go on says in a sentence what is wrong and what to do, and how
 * secrets are read from files and environments.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.startup;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
