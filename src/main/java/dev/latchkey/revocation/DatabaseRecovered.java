package dev.latchkey.revocation;

/**
 * The database answers again.
 */
public record DatabaseRecovered() {
}
