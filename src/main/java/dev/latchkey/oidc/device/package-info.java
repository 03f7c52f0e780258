/**
 * The device grant (RFC 8628): codes for a device without a browser, and the page where a
 * person types the one that the device shows.
 */
@NullMarked
package dev.latchkey.oidc.device;

import org.jspecify.annotations.NullMarked;
