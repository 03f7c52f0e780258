/**
 * Random values, hashes, MACs, keys derived from the master key, and base64url: written
 * once for the packages that need them.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.crypto;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
