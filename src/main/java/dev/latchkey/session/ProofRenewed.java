package dev.latchkey.session;

/**
 * A person has proved once more, in a session, who it is.
 *
 * @param accountId the account
 * @param username its name
 * @param handle the session
 * @param methods what was shown, as words of {@code amr} with spaces between them
 */
public record ProofRenewed(String accountId, String username, String handle, String methods) {
}
