/**
 * The address of the client and the protocol of requests that come through a trusted
 * proxy.
 */
@NullMarked
package dev.latchkey.web.forwarded;

import org.jspecify.annotations.NullMarked;
