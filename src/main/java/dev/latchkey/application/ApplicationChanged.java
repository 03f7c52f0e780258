package dev.latchkey.application;

/**
 * The details of an application have changed. Published in the transaction that does it.
 *
 * @param clientId its public name
 * @param name its name for people, as it is now
 */
public record ApplicationChanged(String clientId, String name) {
}
