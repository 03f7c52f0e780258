package dev.latchkey.key;

import java.math.BigInteger;
import java.util.Arrays;

import dev.latchkey.crypto.Base64Url;

/**
 * The one form in which ES256 signatures are written and accepted here. For each
 * signature (r, s) there is a second, (r, n - s), which any reader can compute and
 * verifiers accept; with the smaller s only, a token can be written in one way.
 */
final class LowS {

	// of P-256: FIPS 186-5, SP 800-186, 3.2.1.3
	private static final BigInteger ORDER = new BigInteger(
			"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

	private static final BigInteger HALF = ORDER.shiftRight(1);

	/** Of each of the two numbers (RFC 7518, 3.4). */
	private static final int LENGTH = 32;

	private LowS() {
	}

	static boolean isLowS(byte[] signature) {
		return signature.length == 2 * LENGTH && s(signature).compareTo(HALF) <= 0;
	}

	/**
	 * Return the token with its signature in this form.
	 */
	static String normalize(String token) {
		int start = token.lastIndexOf('.') + 1;
		byte[] signature = Base64Url.decode(token.substring(start));
		if (isLowS(signature)) {
			return token;
		}
		byte[] s = ORDER.subtract(s(signature)).toByteArray();
		Arrays.fill(signature, LENGTH, 2 * LENGTH, (byte) 0);
		// less than half the order, so its sign takes no 33rd byte
		System.arraycopy(s, 0, signature, 2 * LENGTH - s.length, s.length);
		return token.substring(0, start) + Base64Url.encode(signature);
	}

	private static BigInteger s(byte[] signature) {
		return new BigInteger(1, signature, LENGTH, LENGTH);
	}

}
