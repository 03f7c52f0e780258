package dev.latchkey.account;

/**
 * An account was deleted. Published in the transaction that does it.
 *
 * @param accountId its id, which no other account gets
 * @param username its name, which another may get
 */
public record AccountDeleted(String accountId, String username) {
}
