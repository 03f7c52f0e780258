package dev.latchkey.session;

import java.util.Locale;

/**
 * How a client carries its credential.
 */
public enum Transport {

	/** In cookies that scripts cannot read. */
	COOKIE,
	/** In the Authorization header. */
	BEARER;

	/**
	 * Return the word that clients use.
	 * @return the transport in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
