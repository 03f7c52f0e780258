package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url as tokens have it: without padding, and each value in one way only (RFC 7515,
 * 2; RFC 4648, 3.5). The JDK's decoder also takes padding, and any unused last bits.
 */
public final class Base64Url {

	private Base64Url() {
	}

	public static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Return what a text stands for.
	 * @throws IllegalArgumentException if it is not how we would write it
	 */
	public static byte[] decode(String text) {
		// beyond ASCII, each character becomes a question mark, which is not in the
		// alphabet
		byte[] written = text.getBytes(StandardCharsets.US_ASCII);
		byte[] decoded = Base64.getUrlDecoder().decode(written);
		if (!Arrays.equals(Base64.getUrlEncoder().withoutPadding().encode(decoded), written)) {
			throw new IllegalArgumentException("This is not canonical base64url");
		}
		return decoded;
	}

}
