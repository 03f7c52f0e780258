/**
 * What an account has as second factors, of all kinds together.
 */
@NamedInterface("held")
@NullMarked
package dev.latchkey.factor.held;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
