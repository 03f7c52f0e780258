package dev.latchkey.application;

import java.util.regex.Pattern;

import dev.latchkey.crypto.RandomValues;

import org.springframework.core.env.Environment;

/**
 * The public names of applications. One that is chosen has lower-case letters, digits and
 * hyphens, so that it fits into a URL, a log and a host name as it is.
 */
class ClientIds {

	private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

	// 113 bits: no client guesses which one an application has
	private static final int RANDOM_LENGTH = 22;

	private static final Pattern CHOSEN = Pattern.compile("[a-z0-9-]{1,64}");

	// those that were given before have capitals and underscores
	private static final Pattern KNOWN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	// the client id of Latchkey's own access tokens
	private static final String OWN = "latchkey";

	private static final String AUDIENCE_SETTING = "latchkey.jwt.audience";

	private final String audience;

	/**
	 * Create the rule.
	 * @param environment where the audience of Latchkey's own access tokens is set: an
	 * application of that name would take them for its own
	 */
	ClientIds(Environment environment) {
		this.audience = environment.getProperty(AUDIENCE_SETTING, OWN);
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
	String check(String chosen) {
		if (!CHOSEN.matcher(chosen).matches() || chosen.equals(OWN)) {
			throw new InvalidApplicationException("client_id",
					"must have 1 to 64 lower-case letters, digits and hyphens, and must not be \"latchkey\"");
		}
		if (chosen.equals(this.audience)) {
			throw new InvalidApplicationException("client_id",
					"must not be what latchkey.jwt.audience says: Latchkey's own access tokens are for that");
		}
		return chosen;
	}

}
