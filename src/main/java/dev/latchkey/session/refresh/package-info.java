/**
 * What a refresh token says, and which one follows on it: the same for sessions and for
 * what applications were given in them.
 */
@NamedInterface("refresh")
@NullMarked
package dev.latchkey.session.refresh;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
