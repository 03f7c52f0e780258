package dev.latchkey.factor.passkey;

/**
 * A passkey that has proved who its owner is, and has verified that owner. It counts once
 * {@link PasskeyProofs#use} has used it up.
 *
 * @param accountId whose passkey it is
 * @param passkeyId its public name
 * @param challengeHash the hash of the challenge that it has signed
 * @param signCount its counter
 */
public record PasskeyAssertion(String accountId, String passkeyId, String challengeHash, long signCount) {
}
