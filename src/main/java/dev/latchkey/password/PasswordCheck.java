package dev.latchkey.password;

/**
 * What the check of a password found.
 */
public enum PasswordCheck {

	/** It is another password. */
	WRONG,
	/** It is the password. */
	RIGHT,
	/**
	 * It is the password, but the stored hash was made of it as it was typed, or by
	 * another system, and has to be replaced by a new one.
	 */
	OUTDATED

}
