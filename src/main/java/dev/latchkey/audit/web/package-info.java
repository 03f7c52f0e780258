/**
 * The events as HTML pages, as JSON and as exports.
 */
@NullMarked
package dev.latchkey.audit.web;

import org.jspecify.annotations.NullMarked;
