/**
 * Keys derived from the master key, random ids and the encoding of both: what several
 * packages would write again.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.crypto;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
