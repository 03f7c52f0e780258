package dev.latchkey.factor.passkey;

import java.text.Normalizer;

import dev.latchkey.text.SurroundingSpace;
import dev.latchkey.text.VisibleCharacters;

/**
 * What a person may call a passkey: 1 to 64 visible characters, with spaces between the
 * words. Space around it is cut.
 */
final class PasskeyNames {

	private static final int LONGEST = 64;

	// composition makes one code point of at most four, each of up to two chars
	private static final int LONGEST_INPUT = LONGEST * 8;

	private PasskeyNames() {
	}

	/**
	 * Return the form of a name that is stored.
	 * @throws InvalidPasskeyNameException if no passkey can have that name
	 */
	static String canonical(String name) {
		String bare = SurroundingSpace.cut(name);
		if (bare.length() > LONGEST_INPUT) {
			throw new InvalidPasskeyNameException();
		}
		String composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
		boolean framed = !composed.isEmpty() && composed.codePointCount(0, composed.length()) <= LONGEST;
		if (!framed || !composed.codePoints().allMatch((c) -> c == ' ' || VisibleCharacters.isVisible(c))) {
			throw new InvalidPasskeyNameException();
		}
		return composed;
	}

}
