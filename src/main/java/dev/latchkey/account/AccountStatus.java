package dev.latchkey.account;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an account may be used.
 */
public enum AccountStatus {

	/** It may sign in. */
	ACTIVE,
	/** It may not, whatever the password. */
	DISABLED;

	/**
	 * Return the word that clients and the database see.
	 * @return the status in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the status that a word stands for.
	 * @param code the word, exactly as {@link #code()} writes it
	 * @return the status, or nothing if it stands for none
	 */
	public static Optional<AccountStatus> of(String code) {
		return Stream.of(values()).filter((status) -> status.code().equals(code)).findFirst();
	}

}
