package dev.latchkey.introspection;

/**
 * A client that called as an application could not be authenticated.
 */
public record ClientRefused() {
}
