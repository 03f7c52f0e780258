package dev.latchkey.role;

import java.util.SortedSet;

/**
 * A role was created, or its permissions were changed. Published in the transaction that
 * does it.
 *
 * @param role its name
 * @param before what it permitted; empty if it is new
 * @param after what it permits from now on
 */
public record RoleChanged(String role, SortedSet<String> before, SortedSet<String> after) {
}
