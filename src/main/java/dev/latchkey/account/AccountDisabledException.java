package dev.latchkey.account;

/**
 * The account is disabled, and this would do nothing for it.
 */
public final class AccountDisabledException extends RuntimeException {

	public AccountDisabledException() {
		super("The account is disabled");
	}

}
