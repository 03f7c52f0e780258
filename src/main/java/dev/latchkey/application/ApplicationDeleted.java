package dev.latchkey.application;

/**
 * An application was deleted, and can no longer ask about credentials.
 *
 * @param clientId its public name
 */
public record ApplicationDeleted(String clientId) {
}
