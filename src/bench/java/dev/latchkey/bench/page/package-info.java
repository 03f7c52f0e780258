/**
 * The pages that the comparisons write: templates in {@code src/bench/resources}, filled
 * with figures.
 */
package dev.latchkey.bench.page;
