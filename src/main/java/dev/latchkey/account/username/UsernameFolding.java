package dev.latchkey.account.username;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

import dev.latchkey.text.SurroundingSpace;
import dev.latchkey.text.VisibleCharacters;

/**
 * Folds names and pieces of names into their one form. After the UsernameCaseMapped
 * profile of RFC 8265, but with NFKC and full case folding, so that {@code STRASSE} and
 * {@code straße} are one name too.
 */
final class UsernameFolding {

	// canonical composition makes one code point of at most four, each of up to two
	// chars, and a name has 64 code points
	private static final int LONGEST_INPUT = 64 * 8;

	private static final int MOST_ROUNDS = 8;

	private UsernameFolding() {
	}

	/**
	 * Fold a name or a piece of one, without the space around it. Idempotent.
	 * @return the folded piece, or nothing if no name has it
	 */
	static Optional<String> fold(String piece) {
		String bare = SurroundingSpace.cut(piece);
		if (bare.length() > LONGEST_INPUT) {
			return Optional.empty();
		}
		// case folding can undo the normal form and the other way round, so both until
		// nothing changes
		String folded = compose(bare);
		for (int round = 0; round < MOST_ROUNDS; round++) {
			String again = compose(foldCase(folded));
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

	// The JDK has no case folding, but small letters of capital letters are the same,
	// except for the dotless i. One character at a time, because the form of a sigma
	// depends on its neighbours.
	private static String foldCase(String text) {
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

}
