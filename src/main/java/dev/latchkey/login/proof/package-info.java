/**
 * Showing once more who is signed in, with a password, a code or a passkey, before
 * something that asks for a recent proof.
 */
@NamedInterface("proof")
@NullMarked
package dev.latchkey.login.proof;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
