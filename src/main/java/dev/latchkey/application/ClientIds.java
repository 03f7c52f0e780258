package dev.latchkey.application;

import java.util.regex.Pattern;

import dev.latchkey.crypto.RandomValues;

/**
 * The public names of applications. One that is chosen has lower-case letters, digits and
 * hyphens, so that it fits into a URL, a log and a host name as it is.
 */
final class ClientIds {

	private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

	// 113 bits: no client guesses which one an application has
	private static final int RANDOM_LENGTH = 22;

	private static final Pattern CHOSEN = Pattern.compile("[a-z0-9-]{1,64}");

	// those that were given before have capitals and underscores
	private static final Pattern KNOWN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	// the client id and the audience of Latchkey's own access tokens
	private static final String RESERVED = "latchkey";

	private ClientIds() {
	}

	static String next() {
		return RandomValues.text(ALPHABET, RANDOM_LENGTH);
	}

	/**
	 * Return whether an application may have that client id. The database refuses some
	 * other texts, such as one with NUL in it.
	 */
	static boolean mayExist(String text) {
		return KNOWN.matcher(text).matches();
	}

	/**
	 * Return a client id that was chosen.
	 * @throws InvalidApplicationException if none can be chosen so
	 */
	static String check(String chosen) {
		if (!CHOSEN.matcher(chosen).matches() || chosen.equals(RESERVED)) {
			throw new InvalidApplicationException("client_id",
					"must have 1 to 64 lower-case letters, digits and hyphens, and must not be \"latchkey\"");
		}
		return chosen;
	}

}
