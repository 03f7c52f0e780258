/**
 * The stored events: their types, their table, and the buffer in front of it.
 */
@NamedInterface("store")
@NullMarked
package dev.latchkey.audit.store;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
