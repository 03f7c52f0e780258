package dev.latchkey.attack;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * ECDSA signatures on P-256, computed independently of the code under attack.
 */
final class P256 {

	// FIPS 186-5, SP 800-186, 3.2.1.3
	static final BigInteger ORDER = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
			16);

	private P256() {
	}

	/**
	 * Return the other signature of the same text, which has n - s for s.
	 */
	static byte[] withOtherS(byte[] signature) {
		byte[] s = ORDER.subtract(s(signature)).toByteArray();
		byte[] other = Arrays.copyOf(Arrays.copyOf(signature, 32), 64);
		int length = Math.min(32, s.length);
		System.arraycopy(s, s.length - length, other, 64 - length, length);
		return other;
	}

	/**
	 * Return the one of the two signatures of a text that Latchkey writes.
	 */
	static byte[] withLowS(byte[] signature) {
		return (s(signature).compareTo(ORDER.shiftRight(1)) <= 0) ? signature : withOtherS(signature);
	}

	private static BigInteger s(byte[] signature) {
		return new BigInteger(1, signature, 32, 32);
	}

}
