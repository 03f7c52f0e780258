package dev.latchkey.oauth.device;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.crypto.RandomValues;

/**
 * A code that a person types: eight letters without vowels, so that no words come up (RFC
 * 8628, 6.1). With 34 bits it is safe for the minutes that it lives, where guesses are
 * counted.
 *
 * @param letters the eight letters
 */
record UserCode(String letters) {

	private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

	private static final int LENGTH = 8;

	private static final Pattern LETTERS = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

	// what people put between letters, or a phone does
	private static final Pattern BETWEEN = Pattern.compile("[\\s\\u00a0\\u2010-\\u2015.-]");

	// more than a person types; a longer text is no code
	private static final int LONGEST_TYPED = 64;

	static UserCode next() {
		return new UserCode(RandomValues.text(ALPHABET, LENGTH));
	}

	/**
	 * Read what was typed: in any case, with any dashes and spaces.
	 * @return the code, or nothing if it cannot be one
	 */
	static Optional<UserCode> typed(String text) {
		if (text.length() > LONGEST_TYPED) {
			return Optional.empty();
		}
		String letters = BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
		return LETTERS.matcher(letters).matches() ? Optional.of(new UserCode(letters)) : Optional.empty();
	}

	/**
	 * Return the form that people see, such as {@code WDJB-MJHT}.
	 */
	String shown() {
		return this.letters.substring(0, LENGTH / 2) + "-" + this.letters.substring(LENGTH / 2);
	}

	/**
	 * Keep it out of logs.
	 */
	@Override
	public String toString() {
		return "UserCode";
	}

}
