package dev.latchkey.revocation;

/**
 * Many sessions of one account that ended one by one, for the same reason.
 *
 * @param accountId the account
 * @param reason why they ended
 */
public record EndingCrowd(String accountId, EndReason reason) {
}
