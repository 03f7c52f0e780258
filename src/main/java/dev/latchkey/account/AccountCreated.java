package dev.latchkey.account;

import java.util.SortedSet;

/**
 * An account was created. Published in the transaction that creates it.
 *
 * @param accountId its id
 * @param username its name
 * @param roles its roles
 */
public record AccountCreated(String accountId, String username, SortedSet<String> roles) {
}
