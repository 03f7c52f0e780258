package dev.latchkey.login;

/**
 * A signed-in user tried to change the password, and did not know the current one.
 *
 * @param accountId the account
 * @param username its name
 */
public record PasswordChangeFailed(String accountId, String username) {
}
