/**
 * The one strict form in which a token is accepted, and what a node remembers of tokens
 * that it has verified. Nothing here knows a key.
 */
@NamedInterface("token")
@NullMarked
package dev.latchkey.key.token;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
