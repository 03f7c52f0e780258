package dev.latchkey.crypto;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * Random values that cannot be guessed, from the one source of randomness that the
 * service uses.
 */
public final class RandomValues {

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomValues() {
	}

	/**
	 * Return random bytes.
	 * @param length how many
	 * @return the bytes
	 */
	public static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	/**
	 * Return random bytes as text.
	 * @param length how many bytes
	 * @return the bytes in base64url
	 */
	public static String base64Url(int length) {
		return Base64Url.encode(bytes(length));
	}

	/**
	 * Return a random text, in which all characters are equally likely.
	 * @param alphabet the characters to choose from
	 * @param length how many characters
	 * @return the text
	 */
	public static String text(String alphabet, int length) {
		return RANDOM.ints(length, 0, alphabet.length())
			.mapToObj((index) -> String.valueOf(alphabet.charAt(index)))
			.collect(Collectors.joining());
	}

}
