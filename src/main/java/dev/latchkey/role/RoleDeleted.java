package dev.latchkey.role;

/**
 * A role was deleted. Published in the transaction that does it.
 *
 * @param role its name
 */
public record RoleDeleted(String role) {
}
