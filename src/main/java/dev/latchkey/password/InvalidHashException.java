package dev.latchkey.password;

/**
 * A hash of a password that was made elsewhere cannot be taken. Never says the hash.
 */
public class InvalidHashException extends RuntimeException {

	private final String code;

	InvalidHashException(String code) {
		super("A foreign hash cannot be taken: " + code);
		this.code = code;
	}

	/**
	 * Return the code that clients see.
	 * @return {@code invalid-hash} where it has no form that is known here, or
	 * {@code hash-too-costly} where each login would pay too much for it
	 */
	public String code() {
		return this.code;
	}

}
