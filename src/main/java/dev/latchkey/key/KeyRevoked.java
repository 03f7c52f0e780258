package dev.latchkey.key;

/**
 * An administrator has revoked a signing key.
 *
 * @param kid the key
 * @param actor the administrator's name
 */
public record KeyRevoked(String kid, String actor) {
}
