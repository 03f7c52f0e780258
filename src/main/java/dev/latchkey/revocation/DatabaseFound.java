package dev.latchkey.revocation;

/**
 * The database answers again.
 */
public record DatabaseFound() {
}
