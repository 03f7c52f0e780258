package dev.latchkey.account;

/**
 * Another account has confirmed this address.
 */
public final class EmailTakenException extends RuntimeException {

	public EmailTakenException() {
		super("Another account has this address");
	}

}
