/**
 * Passkeys (Web Authentication, level 3): their ceremonies by Spring Security's
 * operations, and what is kept of them. Nothing here opens a session.
 */
@NamedInterface("passkey")
@NullMarked
package dev.latchkey.factor.passkey;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
