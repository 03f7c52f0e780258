package dev.latchkey.factor.passkey;

/**
 * An account has as many passkeys as it may have.
 */
public class TooManyPasskeysException extends RuntimeException {

	TooManyPasskeysException() {
		super("too many passkeys");
	}

}
