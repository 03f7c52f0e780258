/**
 * The embedded Redis: which binary runs, and the child process that ends with the JVM.
 */
@NullMarked
package dev.latchkey.embedded.redis;

import org.jspecify.annotations.NullMarked;
