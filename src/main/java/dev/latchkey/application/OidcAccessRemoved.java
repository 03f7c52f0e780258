package dev.latchkey.application;

/**
 * An application speaks OpenID Connect no longer, so that all that it was given by that
 * is over. Published in the transaction that does it.
 *
 * @param clientId its public name
 */
public record OidcAccessRemoved(String clientId) {
}
