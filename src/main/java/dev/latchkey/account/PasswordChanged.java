package dev.latchkey.account;

/**
 * An account got another password. Published in the transaction that does it.
 *
 * @param accountId the account
 * @param username its name
 * @param temporary whether it is only for the next login, because an administrator has
 * set it
 * @param byLink whether it was set with a link, by a person who was not signed in
 */
public record PasswordChanged(String accountId, String username, boolean temporary, boolean byLink) {
}
