package dev.latchkey.mode.jwt;

import dev.latchkey.mode.InvalidCredentialException;

/**
 * An access token whose form is good (RFC 7515, 7.1), before anything in it is believed
 * or even parsed.
 */
final class CompactToken {

	/** What a browser stores of a cookie, and so the longest that we issue. */
	static final int LONGEST = 4096;

	private final String text;

	private final String header;

	private final byte[] payload;

	private final byte[] signature;

	private CompactToken(String text, String header, byte[] payload, byte[] signature) {
		this.text = text;
		this.header = header;
		this.payload = payload;
		this.signature = signature;
	}

	/**
	 * Take a token apart.
	 * @throws InvalidCredentialException if it is too long, or not three parts in
	 * canonical base64url
	 */
	static CompactToken of(String text) {
		if (text.length() > LONGEST) {
			throw new InvalidCredentialException();
		}
		int first = text.indexOf('.');
		int second = text.indexOf('.', first + 1);
		// a further dot is not in the alphabet
		if (first <= 0 || second <= first + 1 || second + 1 >= text.length()) {
			throw new InvalidCredentialException();
		}
		String header = text.substring(0, first);
		Base64Url.decode(header);
		return new CompactToken(text, header, Base64Url.decode(text.substring(first + 1, second)),
				Base64Url.decode(text.substring(second + 1)));
	}

	/**
	 * Return all of it.
	 */
	String text() {
		return this.text;
	}

	/**
	 * Return the first part as it is written.
	 */
	String header() {
		return this.header;
	}

	/**
	 * Return the second part, decoded.
	 */
	byte[] payload() {
		return this.payload;
	}

	/**
	 * Return the third part, decoded.
	 */
	byte[] signature() {
		return this.signature;
	}

}
