/**
 * The events themselves: the types, the table, and the buffer in front of it.
 */
@NullMarked
package dev.latchkey.audit.store;

import org.jspecify.annotations.NullMarked;
