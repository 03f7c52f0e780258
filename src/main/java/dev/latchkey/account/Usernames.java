package dev.latchkey.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

import dev.latchkey.text.VisibleCharacters;

/**
 * The one form of a username. However a person writes their name, with capitals, as
 * fullwidth letters or with a separate accent, it is the same account. After the
 * UsernameCaseMapped profile of RFC 8265, but with NFKC and full case folding, so that
 * {@code STRASSE} and {@code straße} are one name too.
 */
public final class Usernames {

	private static final int LONGEST = 64;

	// canonical composition makes one code point of at most four, each of up to two chars
	private static final int LONGEST_INPUT = LONGEST * 8;

	private static final int MOST_ROUNDS = 8;

	private Usernames() {
	}

	/**
	 * Return the canonical form of a name. Idempotent.
	 * @param name the name in any form
	 * @return the form that is stored, compared and shown: 1 to 64 code points
	 * @throws InvalidUsernameException if no account can have that name
	 */
	public static String canonical(String name) {
		String folded = fragment(name).orElseThrow(InvalidUsernameException::new);
		if (folded.isEmpty() || folded.codePointCount(0, folded.length()) > LONGEST) {
			throw new InvalidUsernameException();
		}
		// would be drawn onto whatever stands before the name
		if (isMark(folded.codePointAt(0))) {
			throw new InvalidUsernameException();
		}
		// no URL can name these: a path is resolved before it is looked at
		if (folded.equals(".") || folded.equals("..")) {
			throw new InvalidUsernameException();
		}
		return folded;
	}

	/**
	 * Return what attempts on a name are counted by: all forms of one name as one.
	 * @param name the name in any form
	 * @return the canonical form, or the text itself where no account can have that name
	 */
	public static String keyOf(String name) {
		try {
			return canonical(name);
		}
		catch (InvalidUsernameException ex) {
			return name;
		}
	}

	/**
	 * Fold a piece of a name.
	 * @return the folded piece, or nothing if no name has it
	 */
	static Optional<String> fragment(String piece) {
		if (piece.length() > LONGEST_INPUT) {
			return Optional.empty();
		}
		// folding can undo the normal form and the other way round, so both until nothing
		// changes
		String folded = compose(piece);
		for (int round = 0; round < MOST_ROUNDS; round++) {
			String again = compose(fold(folded));
			if (again.equals(folded)) {
				return folded.codePoints().allMatch(VisibleCharacters::isVisibleInPath) ? Optional.of(folded)
						: Optional.empty();
			}
			folded = again;
		}
		return Optional.empty();
	}

	private static String compose(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC);
	}

	// the JDK has no case folding, but small letters of capital letters are the same but
	// for
	// the dotless i; each by itself, as a sigma's form depends on its neighbours
	private static String fold(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> {
			if (character == 'ı') {
				folded.appendCodePoint(character);
				return;
			}
			Character.toString(character)
				.toUpperCase(Locale.ROOT)
				.codePoints()
				.forEach((capital) -> folded.append(Character.toString(capital).toLowerCase(Locale.ROOT)));
		});
		return folded.toString();
	}

	private static boolean isMark(int character) {
		return switch (Character.getType(character)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
			default -> false;
		};
	}

}
