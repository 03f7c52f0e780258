package dev.latchkey.role;

import java.util.SortedSet;

/**
 * A role was created, or what it permits or requires was changed. Published in the
 * transaction that does it.
 *
 * @param role its name
 * @param before what it permitted; empty if it is new
 * @param after what it permits from now on
 * @param secondFactor whether it requires a second factor from now on
 */
public record RoleChanged(String role, SortedSet<String> before, SortedSet<String> after, boolean secondFactor) {
}
