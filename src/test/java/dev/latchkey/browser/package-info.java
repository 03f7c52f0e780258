/**
 * The pages, as people see them in a real browser.
 */
@NullMarked
package dev.latchkey.browser;

import org.jspecify.annotations.NullMarked;
