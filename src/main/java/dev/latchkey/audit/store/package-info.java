/**
 * The stored events: their types, their table, and the buffer in front of it.
 */
@NullMarked
package dev.latchkey.audit.store;

import org.jspecify.annotations.NullMarked;
