package dev.latchkey.introspection;

/**
 * Somebody called as an application, and had no right to.
 */
public record ClientRefused() {
}
