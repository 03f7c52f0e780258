package dev.latchkey.application;

/**
 * What was chosen of an application has changed. Published in the transaction that does
 * it.
 *
 * @param clientId its public name
 * @param name its name for people, as it is now
 */
public record ApplicationChanged(String clientId, String name) {
}
