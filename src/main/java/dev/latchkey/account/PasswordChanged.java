package dev.latchkey.account;

/**
 * An account has another password. Published in the transaction that does it.
 *
 * @param accountId the account
 * @param username its name
 * @param temporary whether it is one for the next login only, that somebody else has
 * handed out
 */
public record PasswordChanged(String accountId, String username, boolean temporary) {
}
