/**
 * Which sessions are active: one account's, and a page of all.
 */
@NamedInterface("active")
@NullMarked
package dev.latchkey.session.active;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
