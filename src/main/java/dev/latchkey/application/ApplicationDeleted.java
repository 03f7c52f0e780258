package dev.latchkey.application;

/**
 * An application was deleted, and may ask no more.
 *
 * @param clientId its public name
 */
public record ApplicationDeleted(String clientId) {
}
