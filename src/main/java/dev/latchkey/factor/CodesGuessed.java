package dev.latchkey.factor;

/**
 * Five wrong codes came after the right password of an account: a stranger may know it.
 * Published in the transaction that counts the last of them.
 *
 * @param accountId the account
 * @param username its name
 */
public record CodesGuessed(String accountId, String username) {
}
