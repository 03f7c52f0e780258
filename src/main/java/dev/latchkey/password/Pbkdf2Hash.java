package dev.latchkey.password;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018): as Spring Security writes it, which says no parameters, so that only
 * its defaults are known here; and as passlib writes it, also with {@code i=} in front of
 * the iterations as in the PHC string format.
 */
final class Pbkdf2Hash {

	private static final Pattern USUAL = Pattern.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?\\$(?:i=)?"
			+ "([1-9][0-9]{0,8})(?:,l=[0-9]{1,3})?\\$([A-Za-z0-9+/.]{2,88}={0,2})\\$([A-Za-z0-9+/.]{22,88}={0,2})");

	private static final Map<String, String> ALGORITHMS = Map.of("sha1", "PBKDF2WithHmacSHA1", "sha256",
			"PBKDF2WithHmacSHA256", "sha512", "PBKDF2WithHmacSHA512");

	private static final int DERIVED = 32;

	private Pbkdf2Hash() {
	}

	/**
	 * Read what Spring Security's encoder writes by its defaults: those of 5.5 have a
	 * salt of 8 bytes, and those of 5.8 one of 16.
	 */
	static Optional<StoredHash> springs(String hash) {
		byte[] bytes = (hash.length() % 2 == 0 && !hash.startsWith("$")) ? HexFormat.of().parseHex(hash) : new byte[0];
		return switch (bytes.length - DERIVED) {
			case 8 -> of("sha1", 185_000, Arrays.copyOf(bytes, 8), Arrays.copyOfRange(bytes, 8, bytes.length));
			case 16 -> of("sha256", 310_000, Arrays.copyOf(bytes, 16), Arrays.copyOfRange(bytes, 16, bytes.length));
			default -> Optional.empty();
		};
	}

	static Optional<StoredHash> usual(String hash) {
		Matcher parts = USUAL.matcher(hash);
		if (!parts.matches()) {
			return Optional.empty();
		}
		String digest = (parts.group(1) != null) ? parts.group(1) : "sha1";
		// passlib has a dot in the place of the plus
		return of(digest, Integer.parseInt(parts.group(2)), Base64Text.decode(parts.group(3).replace('.', '+')),
				Base64Text.decode(parts.group(4).replace('.', '+')));
	}

	private static Optional<StoredHash> of(String digest, int iterations, byte[] salt, byte[] derived) {
		if (salt.length == 0 || derived.length == 0) {
			return Optional.empty();
		}
		String algorithm = ALGORITHMS.getOrDefault(digest, "");
		// a key of several digests takes the work for each of them
		int blocks = (derived.length + DERIVED - 1) / DERIVED;
		return Optional.of(new StoredHash(StoredHash.Kind.PBKDF2, (long) iterations * blocks / 1500, 1,
				(text) -> MessageDigest.isEqual(derived, derive(algorithm, text, salt, iterations, derived.length))));
	}

	private static byte[] derive(String algorithm, String text, byte[] salt, int iterations, int length) {
		try {
			return SecretKeyFactory.getInstance(algorithm)
				.generateSecret(new PBEKeySpec(text.toCharArray(), salt, iterations, length * 8))
				.getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Each JDK has PBKDF2", ex);
		}
	}

}
