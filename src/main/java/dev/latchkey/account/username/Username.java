package dev.latchkey.account.username;

import java.util.Optional;

import dev.latchkey.text.SurroundingSpace;

/**
 * A username as it came in, folded once: capitals, fullwidth letters, separate accents
 * and space around it make no difference. A name that no account can have is also
 * accepted here, so that a login with it fails in the ordinary way.
 */
public final class Username {

	private static final int LONGEST = 64;

	private final String text;

	private final boolean possible;

	private Username(String text, boolean possible) {
		this.text = text;
		this.possible = possible;
	}

	/**
	 * Return the username that a text stands for.
	 * @param anyForm the name in any form
	 * @return the username
	 */
	public static Username of(String anyForm) {
		return UsernameFolding.fold(anyForm)
			.filter(Username::isPossible)
			.map((folded) -> new Username(folded, true))
			.orElseGet(() -> new Username(SurroundingSpace.cut(anyForm), false));
	}

	/**
	 * Return whether an account can have that name.
	 * @return whether it has a canonical form
	 */
	public boolean isPossible() {
		return this.possible;
	}

	private static boolean isPossible(String folded) {
		return !folded.isEmpty() && folded.codePointCount(0, folded.length()) <= LONGEST
		// would be drawn onto the character that stands before the name
				&& !isMark(folded.codePointAt(0))
				// no URL can name these: a path is resolved before it is looked at
				&& !folded.equals(".") && !folded.equals("..");
	}

	private static boolean isMark(int character) {
		return switch (Character.getType(character)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
			default -> false;
		};
	}

	/**
	 * Return the text that attempts on the name are counted by.
	 * @return the canonical form, or the text without the space around it if no account
	 * can have that name
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the form that is stored, compared and shown: 1 to 64 code points. The
	 * canonical form of a canonical form is the same.
	 * @return the canonical form
	 * @throws InvalidUsernameException if no account can have that name
	 */
	public String canonical() {
		return ifPossible().orElseThrow(InvalidUsernameException::new);
	}

	/**
	 * Return the canonical form, if an account can have that name.
	 * @return the canonical form, or nothing
	 */
	public Optional<String> ifPossible() {
		return this.possible ? Optional.of(this.text) : Optional.empty();
	}

	/**
	 * Keep the name out of logs: people type passwords into that field.
	 */
	@Override
	public String toString() {
		return "Username";
	}

}
