package dev.latchkey.mode;

/**
 * A credential as a client sent it, and where in the request it was.
 *
 * @param value the text, not checked
 * @param source where it was
 */
public record Credential(String value, Source source) {

	/**
	 * Where a credential was. A browser adds cookies by itself, so another site can only
	 * forge a call that is authorised by one.
	 */
	public enum Source {

		/** The Authorization header. */
		HEADER,
		/** The cookie. */
		COOKIE

	}

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "Credential[" + this.source + "]";
	}

}
