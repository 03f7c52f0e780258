/**
 * When sessions were last used: noted in memory by each request, and written to the
 * directory in batches.
 */
@NamedInterface("seen")
@NullMarked
package dev.latchkey.session.seen;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
