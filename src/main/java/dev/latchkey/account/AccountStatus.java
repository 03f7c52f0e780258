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
	/** It may not, not even with the right password. */
	DISABLED;

	/**
	 * Return the code that clients and the database see.
	 * @return the status in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the status with a code.
	 * @param code the code, exactly as {@link #code()} writes it
	 * @return the status, or nothing if no status has that code
	 */
	public static Optional<AccountStatus> of(String code) {
		return Stream.of(values()).filter((status) -> status.code().equals(code)).findFirst();
	}

}
