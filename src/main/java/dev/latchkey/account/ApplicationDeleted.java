package dev.latchkey.account;

/**
 * A service was deleted, and may ask no more.
 *
 * @param clientId its public name
 */
public record ApplicationDeleted(String clientId) {
}
