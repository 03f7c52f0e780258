package dev.latchkey.mode;

/**
 * An administrator has burned a signing key.
 *
 * @param kid the key
 * @param actor who it was
 */
public record KeyBurned(String kid, String actor) {
}
