package dev.latchkey.throttle;

/**
 * An administrator has let an account's password be tried again.
 *
 * @param username the account's canonical name
 * @param accountId its id
 */
public record ThrottleLifted(String username, String accountId) {
}
