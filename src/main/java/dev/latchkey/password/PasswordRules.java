package dev.latchkey.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.nulabinc.zxcvbn.StandardDictionaries;

/**
 * What a new password must be like, after ASVS 5.0 6.2: long enough, not a common one,
 * not made of a name. Anything else goes; there are no composition rules (6.2.5).
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
	 * Return whether this can be anybody's password at all. NUL ends a string in too many
	 * places for it to be safe in one, and an unpaired surrogate has no bytes to hash.
	 */
	static boolean verifiable(String raw) {
		return !raw.isEmpty() && !tooLong(raw) && wellFormed(raw);
	}

	void check(String raw, String username) {
		if (!wellFormed(raw)) {
			throw new PasswordRejectedException("ill_formed");
		}
		if (raw.codePointCount(0, raw.length()) < SHORTEST) {
			throw new PasswordRejectedException("too_short"); // ASVS 6.2.1
		}
		if (tooLong(raw)) {
			throw new PasswordRejectedException("too_long"); // ASVS 6.2.9
		}
		if (this.common.contains(raw.toLowerCase(Locale.ROOT))) {
			throw new PasswordRejectedException("common"); // ASVS 6.2.4
		}
		if (new GuessableWords(username).carry(raw, SHORTEST)) {
			throw new PasswordRejectedException("contains_name"); // ASVS 6.2.11
		}
	}

	private static boolean tooLong(String raw) {
		return raw.codePointCount(0, raw.length()) > LONGEST;
	}

	private static boolean wellFormed(String raw) {
		return raw.codePoints().noneMatch((c) -> c == 0 || Character.getType(c) == Character.SURROGATE);
	}

}
