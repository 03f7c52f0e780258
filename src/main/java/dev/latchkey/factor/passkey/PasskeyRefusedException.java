package dev.latchkey.factor.passkey;

import org.jspecify.annotations.Nullable;

/**
 * A passkey has not proved who its owner is. The client is not told why.
 */
public class PasskeyRefusedException extends RuntimeException {

	private final Reason reason;

	private final @Nullable String accountId;

	/**
	 * Refuse a passkey.
	 * @param reason why
	 * @param accountId whose passkey it is, or {@code null} if no account has it
	 */
	public PasskeyRefusedException(Reason reason, @Nullable String accountId) {
		super("passkey refused: " + reason, null, false, false);
		this.reason = reason;
		this.accountId = accountId;
	}

	/**
	 * Return why.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Return whose passkey it is.
	 * @return the account, or {@code null} if no account has the passkey
	 */
	public @Nullable String accountId() {
		return this.accountId;
	}

	/**
	 * Why a passkey is refused.
	 */
	public enum Reason {

		/** It is in no form that browsers send. */
		MALFORMED,
		/** The challenge is none, was used, has expired, or is for something else. */
		CHALLENGE,
		/** No account has such a passkey. */
		UNKNOWN,
		/** The signature, or what it is for, is wrong. */
		WRONG,
		/** The counter is not higher than before: there may be a copy of the passkey. */
		COUNTER,
		/** Its account may not be used, or not any more. */
		ACCOUNT

	}

}
