package dev.latchkey.password;

import java.text.Normalizer;
import java.util.Optional;

import dev.latchkey.text.VisibleCharacters;

/**
 * The one form of a password, after the profile OpaqueString (RFC 8265, 4.2). Keyboards
 * write one password with composed accents or with separate ones, and with several kinds
 * of spaces; in this form it is the same. Capitals stay as they are, and no space is cut.
 * <p>
 * Which characters it may have is checked after the mapping, in the order of RFC 8264, 7,
 * so that Korean in separate letters is taken too. In two points this differs from the
 * RFC. Visible characters that it allows between certain neighbours only, such as a
 * middle dot, are taken anywhere. Of the invisible ones, {@link PasswordJoiners} are
 * taken where it allows them, but not in the rarer scripts whose letters are joined, such
 * as Syriac.
 */
final class OpaqueString {

	// letters and marks that RFC 8264, 9.6, disallows
	private static final String EXCEPTIONS = "\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b";

	private OpaqueString() {
	}

	/**
	 * Return the one form of a text. The form of a form is the same.
	 * @param raw what was typed
	 * @return the form, or nothing if the text has a character that no password has: a
	 * control, an unassigned or invisible one, or half of a surrogate pair
	 */
	static Optional<String> formOf(String raw) {
		String spaced = raw.codePoints()
			.map((character) -> isSpace(character) ? ' ' : character)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		String form = Normalizer.normalize(spaced, Normalizer.Form.NFC);
		return PasswordJoiners.leaveOut(form).codePoints().allMatch(OpaqueString::isAllowed) ? Optional.of(form)
				: Optional.empty();
	}

	private static boolean isSpace(int character) {
		return Character.getType(character) == Character.SPACE_SEPARATOR;
	}

	private static boolean isAllowed(int character) {
		return character == ' ' || (VisibleCharacters.isVisible(character) && !isOldHangul(character)
				&& EXCEPTIONS.indexOf(character) < 0);
	}

	// letters of Korean that make no syllable (RFC 8264, 9.9)
	private static boolean isOldHangul(int character) {
		return (character >= 0x1100 && character <= 0x11FF) || (character >= 0xA960 && character <= 0xA97C)
				|| (character >= 0xD7B0 && character <= 0xD7FB);
	}

}
