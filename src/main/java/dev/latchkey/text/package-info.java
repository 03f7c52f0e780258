/**
 * Which characters of a text may be stored, shown and logged, and which text is an IP
 * address.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.text;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
