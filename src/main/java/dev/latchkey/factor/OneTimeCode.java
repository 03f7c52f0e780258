package dev.latchkey.factor;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code that changes with time: six ASCII digits.
 *
 * @param number its number, from 0 to 999999
 */
record OneTimeCode(int number) {

	private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");

	/**
	 * Read a code as a person types it, who may copy the space in its middle. Digits of
	 * other scripts are none: a code has one spelling.
	 */
	static Optional<OneTimeCode> typed(String text) {
		String bare = text.replace(" ", "");
		return DIGITS.matcher(bare).matches() ? Optional.of(new OneTimeCode(Integer.parseInt(bare))) : Optional.empty();
	}

	/**
	 * Keep the code out of logs.
	 */
	@Override
	public String toString() {
		return "OneTimeCode";
	}

}
