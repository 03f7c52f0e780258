package dev.latchkey.application;

import java.text.Normalizer;

import dev.latchkey.text.SurroundingSpace;
import dev.latchkey.text.VisibleCharacters;

/**
 * Which names an application can have. A name is a label, not an identifier: capitals
 * count, and spaces may stand between the words. Space around it is cut.
 */
final class ApplicationNames {

	private static final int LONGEST = 64;

	// composition makes one code point of at most four, each of up to two chars
	private static final int LONGEST_INPUT = LONGEST * 8;

	private ApplicationNames() {
	}

	/**
	 * Return the form of a name that is stored and compared.
	 * @throws InvalidApplicationNameException if no application can have that name
	 */
	static String canonical(String name) {
		String bare = SurroundingSpace.cut(name);
		if (bare.length() > LONGEST_INPUT) {
			throw new InvalidApplicationNameException();
		}
		String composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
		boolean framed = !composed.isEmpty() && composed.codePointCount(0, composed.length()) <= LONGEST;
		if (!framed || !composed.codePoints().allMatch((c) -> c == ' ' || VisibleCharacters.isVisible(c))) {
			throw new InvalidApplicationNameException();
		}
		return composed;
	}

}
