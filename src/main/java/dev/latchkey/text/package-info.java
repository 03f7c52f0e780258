/**
 * Which characters of a text may be stored, shown and logged, which text is an IP
 * address, which networks a client's address is in, how many lines may be logged, which
 * languages texts for people are in, and which formats files of rows have.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.text;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
