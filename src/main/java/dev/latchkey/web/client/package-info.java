/**
 * How an application proves to a door who it is: by its secret, or by its name alone
 * where it can keep none.
 */
@NamedInterface("client")
@NullMarked
package dev.latchkey.web.client;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
