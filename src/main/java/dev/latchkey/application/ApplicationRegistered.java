package dev.latchkey.application;

/**
 * An application was registered, and can ask about credentials from now on. Published in
 * the transaction that does it.
 *
 * @param clientId its public name
 * @param name its name for people
 */
public record ApplicationRegistered(String clientId, String name) {
}
