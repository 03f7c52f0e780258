package dev.latchkey.login;

/**
 * The counter of a passkey was not higher than before, although its signature was right:
 * there may be a copy of it (Web Authentication, 6.1.1).
 *
 * @param accountId the account
 * @param username its name
 */
public record PasskeyCopySuspected(String accountId, String username) {
}
