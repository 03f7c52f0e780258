package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url as tokens have it: without padding, and each value in one way only (RFC 7515,
 * 2; RFC 4648, 3.5). The JDK's decoder also takes padding, and any unused last bits.
 */
public final class Base64Url {

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private Base64Url() {
	}

	public static String encode(byte[] bytes) {
		return ENCODER.encodeToString(bytes);
	}

	/**
	 * Return the bytes that a text stands for.
	 * @param text the text
	 * @return the bytes
	 * @throws IllegalArgumentException if {@link #encode} would not write it so
	 */
	public static byte[] decode(String text) {
		// a character beyond ASCII becomes a question mark: the alphabet has none
		byte[] written = text.getBytes(StandardCharsets.US_ASCII);
		byte[] decoded = Base64.getUrlDecoder().decode(written);
		if (!Arrays.equals(ENCODER.encode(decoded), written)) {
			throw new IllegalArgumentException("This is not canonical base64url");
		}
		return decoded;
	}

}
