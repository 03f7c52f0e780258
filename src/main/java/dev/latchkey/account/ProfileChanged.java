package dev.latchkey.account;

/**
 * What is known of a person has changed in some way. Published in the transaction that
 * does it.
 *
 * @param accountId the account
 * @param username its name
 * @param profile what is known from now on
 */
public record ProfileChanged(String accountId, String username, AccountProfile profile) {
}
