package dev.latchkey.key;

import dev.latchkey.crypto.Base64Url;

/**
 * An access token whose form is good (RFC 7515, 7.1), before anything in it is believed
 * or even parsed.
 */
public final class CompactToken {

	/** What a browser stores of a cookie, and so the longest that we issue. */
	public static final int LONGEST = 4096;

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
	 * @throws InvalidTokenException if it is too long, or not three parts in canonical
	 * base64url
	 */
	public static CompactToken of(String text) {
		if (text.length() > LONGEST) {
			throw new InvalidTokenException();
		}
		int first = text.indexOf('.');
		int second = text.indexOf('.', first + 1);
		// a further dot is not in the alphabet
		if (first <= 0 || second <= first + 1 || second + 1 >= text.length()) {
			throw new InvalidTokenException();
		}
		String header = text.substring(0, first);
		try {
			Base64Url.decode(header);
			return new CompactToken(text, header, Base64Url.decode(text.substring(first + 1, second)),
					Base64Url.decode(text.substring(second + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidTokenException();
		}
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
	public String header() {
		return this.header;
	}

	/**
	 * Return the second part, decoded.
	 */
	public byte[] payload() {
		return this.payload;
	}

	/**
	 * Return the third part, decoded.
	 */
	byte[] signature() {
		return this.signature;
	}

}
