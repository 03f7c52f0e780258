/**
 * What a trusted proxy says of a request: the address of the client, the protocol, and
 * the host that it asked for.
 */
@NamedInterface("forwarded")
@NullMarked
package dev.latchkey.web.forwarded;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
