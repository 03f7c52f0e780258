package dev.latchkey.account;

import java.util.SortedSet;

/**
 * An account got other roles. Published in the transaction that does it.
 *
 * @param accountId the account
 * @param username its name
 * @param before its roles before
 * @param after its roles from now on
 */
public record RolesChanged(String accountId, String username, SortedSet<String> before, SortedSet<String> after) {
}
