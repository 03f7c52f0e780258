package dev.latchkey.crypto;

/**
 * Names that are not given twice: 16 random bytes in base64url, which are 22 characters.
 */
public final class RandomIds {

	private static final int LENGTH = 16;

	private RandomIds() {
	}

	public static String next() {
		return RandomValues.base64Url(LENGTH);
	}

}
