package dev.latchkey.introspection;

/**
 * Somebody called as a service, and had no right to.
 */
public record ClientRefused() {
}
