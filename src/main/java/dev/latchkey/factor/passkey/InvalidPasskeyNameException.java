package dev.latchkey.factor.passkey;

/**
 * A name that no passkey can have. Does not repeat the name.
 */
public class InvalidPasskeyNameException extends RuntimeException {

	InvalidPasskeyNameException() {
		super("a passkey's name has 1 to 64 visible characters");
	}

}
