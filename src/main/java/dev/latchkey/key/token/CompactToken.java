package dev.latchkey.key.token;

import dev.latchkey.crypto.Base64Url;

/**
 * A token in the compact form (RFC 7515, 7.1), before anything in it is believed or even
 * read.
 */
public final class CompactToken {

	/** What a browser stores of a cookie, in characters. No longer token is accepted. */
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
	 * @param text the token as the client sent it
	 * @return its parts
	 * @throws InvalidTokenException if it is too long, or not three parts in canonical
	 * base64url
	 */
	public static CompactToken parse(String text) {
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
	 * Return the whole token.
	 * @return the text, as it was parsed
	 */
	public String text() {
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
	 * @return the signature
	 */
	public byte[] signature() {
		return this.signature;
	}

}
