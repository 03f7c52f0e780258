package dev.latchkey.throttle;

/**
 * A browser or a program that has proved an account's password before, or a session that
 * has. It may try again when strangers have used up the account's budget.
 *
 * @param accountId the account that it is known for
 * @param id which one it is
 */
public record KnownDevice(String accountId, String id) {
}
