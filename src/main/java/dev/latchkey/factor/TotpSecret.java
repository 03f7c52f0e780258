package dev.latchkey.factor;

import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import dev.latchkey.crypto.RandomValues;

/**
 * What an authenticator app and the server share (RFC 6238), with the parameters that all
 * apps know: SHA-1, six digits, steps of 30 seconds. As a MAC, SHA-1 is not broken.
 *
 * @param key 20 random bytes, as RFC 4226, 4 asks for
 */
record TotpSecret(SecretKey key) {

	/** How long a code lasts, in seconds. */
	static final int STEP = 30;

	private static final int LENGTH = 20;

	/** How many steps the clock of the app may be early or late. */
	private static final int DRIFT = 1;

	private static final HmacOneTimePasswordGenerator CODES = new HmacOneTimePasswordGenerator();

	static TotpSecret next() {
		return of(RandomValues.bytes(LENGTH));
	}

	static TotpSecret of(byte[] bytes) {
		return new TotpSecret(new SecretKeySpec(bytes, "HmacSHA1"));
	}

	byte[] bytes() {
		return this.key.getEncoded();
	}

	/**
	 * Return the step that a code belongs to.
	 * @param after the newest step that was used; a code of it or of one before is not
	 * good any more
	 */
	OptionalLong stepOf(OneTimeCode code, Instant now, long after) {
		long present = Math.floorDiv(now.getEpochSecond(), STEP);
		return LongStream.rangeClosed(present - DRIFT, present + DRIFT)
			.filter((step) -> step > after && codeOf(step) == code.number())
			.findFirst();
	}

	private int codeOf(long step) {
		try {
			return CODES.generateOneTimePassword(this.key, step);
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException("a key of HMAC may be any bytes", ex);
		}
	}

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "TotpSecret";
	}

}
