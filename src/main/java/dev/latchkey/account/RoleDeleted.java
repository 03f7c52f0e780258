package dev.latchkey.account;

/**
 * A role was deleted. Published in the transaction that does it.
 *
 * @param role its name
 */
public record RoleDeleted(String role) {
}
