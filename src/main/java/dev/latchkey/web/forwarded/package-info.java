/**
 * Where a request comes from, if it came through a proxy that is trusted to say so.
 */
@NullMarked
package dev.latchkey.web.forwarded;

import org.jspecify.annotations.NullMarked;
