package dev.latchkey.account;

/**
 * An account got another password. Published in the transaction that does it.
 *
 * @param accountId the account
 * @param username its name
 * @param source who has chosen it
 */
public record PasswordChanged(String accountId, String username, PasswordSource source) {
}
