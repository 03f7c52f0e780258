/**
 * What devices without a browser ask for, and what people decide (RFC 8628): device codes
 * and user codes, in a table.
 */
@NamedInterface("device")
@NullMarked
package dev.latchkey.oauth.device;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
