/**
 * Which sessions are active: one account's, and a page of all; and whose an ended one
 * was.
 */
@NamedInterface("active")
@NullMarked
package dev.latchkey.session.active;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
