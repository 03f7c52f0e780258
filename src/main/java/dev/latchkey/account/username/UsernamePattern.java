package dev.latchkey.account.username;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a piece of a username, in any form, is in the database's
 * {@code like … escape '!'}.
 */
public final class UsernamePattern {

	private UsernamePattern() {
	}

	/**
	 * Return the pattern of the names that have a piece.
	 * @param piece the piece, or {@code null} or empty for all names
	 * @return the pattern, or nothing if no name has it
	 */
	public static Optional<String> containing(@Nullable String piece) {
		return UsernameFolding.fold((piece != null) ? piece : "").map(UsernamePattern::literally);
	}

	/**
	 * Return the pattern of the texts that have a piece just as it is.
	 * @param piece the piece
	 * @return the pattern
	 */
	public static String literally(String piece) {
		return "%" + piece.replaceAll("[!%_]", "!$0") + "%";
	}

}
