package dev.latchkey.throttle;

/**
 * A browser or another client that has proved an account's present password before, or a
 * session that has. It may still try when strangers have used up the account's budget.
 *
 * @param accountId the account that it is known for
 * @param id the name that tells it from the account's other devices
 */
public record KnownDevice(String accountId, String id) {
}
