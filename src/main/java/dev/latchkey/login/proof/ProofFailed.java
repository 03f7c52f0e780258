package dev.latchkey.login.proof;

/**
 * A signed-in user was asked to prove once more who it is, and showed something wrong.
 *
 * @param accountId the account
 * @param username its name
 * @param reason what was wrong, as a code: {@code wrong_password}, {@code wrong_code} or
 * {@code wrong_passkey}
 */
public record ProofFailed(String accountId, String username, String reason) {
}
