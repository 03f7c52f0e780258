package dev.latchkey.password;

import java.util.Base64;

/**
 * Base64 as hashes have it, with or without the padding.
 */
final class Base64Text {

	private Base64Text() {
	}

	/**
	 * Return whether a text is base64 without padding as an encoder writes it.
	 */
	static boolean isCanonical(String text) {
		return text.length() % 4 != 1
				&& Base64.getEncoder().withoutPadding().encodeToString(Base64.getDecoder().decode(text)).equals(text);
	}

	/**
	 * Decode.
	 * @return the bytes, or none if the text is not as an encoder writes it
	 */
	static byte[] decode(String text) {
		String bare = text.replaceFirst("={1,2}$", "");
		return isCanonical(bare) ? Base64.getDecoder().decode(bare) : new byte[0];
	}

}
