package dev.latchkey.throttle;

/**
 * An administrator has filled an account's budgets up, so that its password can be tried
 * again.
 *
 * @param username the account's canonical name
 * @param accountId its id
 */
public record ThrottleLifted(String username, String accountId) {
}
