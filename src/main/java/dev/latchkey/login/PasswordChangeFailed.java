package dev.latchkey.login;

/**
 * Somebody who is signed in wanted another password, and did not know the current one.
 *
 * @param accountId the account
 * @param username its name
 */
public record PasswordChangeFailed(String accountId, String username) {
}
