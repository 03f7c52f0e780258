package dev.latchkey.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.nulabinc.zxcvbn.StandardDictionaries;

/**
 * The rules for a new password, after ASVS 5.0 6.2: long enough, not a common one, not
 * made of a name. There are no composition rules (6.2.5).
 */
final class PasswordRules {

	private static final int SHORTEST = 8;

	private static final int LONGEST = 128;

	private final Set<String> common;

	PasswordRules() {
		try {
			this.common = StandardDictionaries.PASSWORDS_LOADER.load()
				.getFrequencies()
				.stream()
				.filter((word) -> word.length() >= SHORTEST)
				.map((word) -> word.toLowerCase(Locale.ROOT))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return whether a text can be a password at all. NUL ends a string in too many
	 * places to be safe in a password, and an unpaired surrogate has no bytes to hash.
	 */
	static boolean isVerifiable(String raw) {
		return !raw.isEmpty() && !isTooLong(raw) && isWellFormed(raw);
	}

	void check(String raw, String username) {
		if (!isWellFormed(raw)) {
			throw new PasswordRejectedException("ill_formed");
		}
		if (raw.codePointCount(0, raw.length()) < SHORTEST) {
			throw new PasswordRejectedException("too_short"); // ASVS 6.2.1
		}
		if (isTooLong(raw)) {
			throw new PasswordRejectedException("too_long"); // ASVS 6.2.9
		}
		if (this.common.contains(raw.toLowerCase(Locale.ROOT))) {
			throw new PasswordRejectedException("common"); // ASVS 6.2.4
		}
		if (new GuessableWords(username).isMadeOfNames(raw, SHORTEST)) {
			throw new PasswordRejectedException("contains_name"); // ASVS 6.2.11
		}
	}

	private static boolean isTooLong(String raw) {
		return raw.codePointCount(0, raw.length()) > LONGEST;
	}

	private static boolean isWellFormed(String raw) {
		return raw.codePoints().noneMatch((c) -> c == 0 || Character.getType(c) == Character.SURROGATE);
	}

}
