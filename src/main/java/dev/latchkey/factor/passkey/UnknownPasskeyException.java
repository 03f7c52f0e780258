package dev.latchkey.factor.passkey;

/**
 * The account has no such passkey.
 */
public class UnknownPasskeyException extends RuntimeException {

	UnknownPasskeyException() {
		super("no such passkey");
	}

}
