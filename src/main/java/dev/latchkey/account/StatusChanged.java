package dev.latchkey.account;

/**
 * An account was disabled, or may be used again. Published in the transaction that does
 * it.
 *
 * @param accountId the account
 * @param username its name
 * @param status its new status
 */
public record StatusChanged(String accountId, String username, AccountStatus status) {
}
