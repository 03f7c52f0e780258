package dev.latchkey.factor.passkey;

/**
 * What a browser made is no new passkey of this account, or its challenge is not good any
 * more. The client is not told which.
 */
public class InvalidPasskeyException extends RuntimeException {

	InvalidPasskeyException() {
		super("not a new passkey");
	}

}
