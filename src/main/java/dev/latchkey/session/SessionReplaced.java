package dev.latchkey.session;

/**
 * A new session has taken an old one's place, because its owner changed the account: the
 * transaction has committed.
 *
 * @param accountId whose it is
 * @param username the account's name
 * @param oldHandle the session that has ended
 * @param handle the new session
 */
public record SessionReplaced(String accountId, String username, String oldHandle, String handle) {
}
