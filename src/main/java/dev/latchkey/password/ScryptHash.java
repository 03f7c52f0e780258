package dev.latchkey.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914): as Spring Security writes it, with the three parameters in one
 * hexadecimal number, and in the PHC string format.
 */
final class ScryptHash {

	private static final Pattern SPRINGS = Pattern
		.compile("\\$([0-9a-f]{5,6})\\$([A-Za-z0-9+/]{11,88}={0,2})\\$([A-Za-z0-9+/]{22,88}={0,2})");

	private static final Pattern USUAL = Pattern.compile("\\$scrypt\\$ln=([1-9][0-9]?),r=([1-9][0-9]?),"
			+ "p=([1-9][0-9]?)\\$([A-Za-z0-9+/]{11,88}={0,2})\\$([A-Za-z0-9+/]{22,88}={0,2})");

	private static final int MOST_DOUBLINGS = 24;

	private ScryptHash() {
	}

	static Optional<StoredHash> springs(String hash) {
		Matcher parts = SPRINGS.matcher(hash);
		if (!parts.matches()) {
			return Optional.empty();
		}
		int parameters = Integer.parseInt(parts.group(1), 16);
		return of(parameters >> 16, (parameters >> 8) & 0xff, parameters & 0xff, parts.group(2), parts.group(3));
	}

	static Optional<StoredHash> usual(String hash) {
		Matcher parts = USUAL.matcher(hash);
		return parts.matches() ? of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
				Integer.parseInt(parts.group(3)), parts.group(4), parts.group(5)) : Optional.empty();
	}

	private static Optional<StoredHash> of(int doublings, int blocks, int lanes, String saltText, String derivedText) {
		byte[] salt = Base64Text.decode(saltText);
		byte[] derived = Base64Text.decode(derivedText);
		// with one block, more rounds would not differ (RFC 7914, 2)
		if (salt.length == 0 || derived.length == 0 || doublings < 1 || doublings > MOST_DOUBLINGS || blocks < 1
				|| lanes < 1 || (blocks == 1 && doublings >= 16)) {
			return Optional.empty();
		}
		long memory = ((long) blocks << doublings) / 8;
		return Optional.of(new StoredHash(StoredHash.Kind.SCRYPT, memory * lanes / 250, memory + lanes * blocks / 8,
				(text) -> MessageDigest.isEqual(derived, SCrypt.generate(text.getBytes(StandardCharsets.UTF_8), salt,
						1 << doublings, blocks, lanes, derived.length))));
	}

}
