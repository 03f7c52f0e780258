package dev.latchkey.account;

/**
 * An address to which no mail can be sent. Does not repeat the address.
 */
public final class InvalidEmailException extends RuntimeException {

	public InvalidEmailException() {
		super("This cannot be an e-mail address");
	}

}
