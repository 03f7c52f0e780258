package dev.latchkey.application;

/**
 * An application may ask about credentials from now on. Published in the transaction that
 * registers it.
 *
 * @param clientId its public name
 * @param name what people call it
 */
public record ApplicationRegistered(String clientId, String name) {
}
