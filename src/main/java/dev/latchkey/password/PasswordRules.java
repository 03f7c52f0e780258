package dev.latchkey.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
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

	// canonical composition makes one code point of at most four, each of up to two chars
	private static final int LONGEST_INPUT = LONGEST * 8;

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
	 * Return the form in which a text is hashed and compared.
	 * @return the form, or nothing if no password has it
	 */
	static Optional<String> form(String raw) {
		return (raw.length() > LONGEST_INPUT) ? Optional.empty()
				: OpaqueString.formOf(raw).filter((form) -> !form.isEmpty() && !isTooLong(form));
	}

	/**
	 * Return whether a text, as it was typed, could be a password before passwords had a
	 * form. NUL ends a string in too many places to be safe in a password, and half of a
	 * surrogate pair has no bytes to hash.
	 */
	static boolean wasPossible(String raw) {
		return !raw.isEmpty() && !isTooLong(raw)
				&& raw.codePoints().noneMatch((c) -> c == 0 || Character.getType(c) == Character.SURROGATE);
	}

	void check(String raw, String username) {
		if (raw.length() > LONGEST_INPUT) {
			throw new PasswordRejectedException("too_long"); // ASVS 6.2.9
		}
		String form = OpaqueString.formOf(raw).orElseThrow(() -> new PasswordRejectedException("ill_formed"));
		if (form.codePointCount(0, form.length()) < SHORTEST) {
			throw new PasswordRejectedException("too_short"); // ASVS 6.2.1
		}
		if (isTooLong(form)) {
			throw new PasswordRejectedException("too_long"); // ASVS 6.2.9
		}
		if (this.common.contains(form.toLowerCase(Locale.ROOT))) {
			throw new PasswordRejectedException("common"); // ASVS 6.2.4
		}
		if (new GuessableWords(username).isMadeOfNames(form, SHORTEST)) {
			throw new PasswordRejectedException("contains_name"); // ASVS 6.2.11
		}
	}

	private static boolean isTooLong(String text) {
		return text.codePointCount(0, text.length()) > LONGEST;
	}

}
