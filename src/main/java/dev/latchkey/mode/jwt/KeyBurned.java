package dev.latchkey.mode.jwt;

/**
 * An administrator has burned a signing key.
 *
 * @param kid the key
 * @param actor who it was
 */
record KeyBurned(String kid, String actor) {
}
