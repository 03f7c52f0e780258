package dev.latchkey.mode;

/**
 * What a client holds, and where in the request it came from.
 *
 * @param value the text
 * @param source where it was
 */
public record Credential(String value, Source source) {

	/**
	 * Where a credential came from. A browser sends cookies by itself, so only a call
	 * that is authorised by one can be forged across sites.
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
