package dev.latchkey.mode;

/**
 * An administrator has burned a signing key.
 *
 * @param kid the key
 * @param actor who it was
 */
public record KeyRevoked(String kid, String actor) {
}
