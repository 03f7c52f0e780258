package dev.latchkey.key;

import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.stream.IntStream;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.PrivateJwk;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * A signing key that is given in the settings. It is checked for what its algorithm needs
 * (RFC 7518, 3.2 to 3.4; RFC 8725, 3.5), and stored like all others.
 */
final class ConfiguredKey {

	static final String PROPERTY = "latchkey.jwt.signing-key";

	private static final int SECRET_BYTES = 32;

	private static final int RSA_BITS = 2048;

	private static final int LONGEST_RSA_BITS = 4096;

	private static final long RSA_EXPONENT = 65537;

	/** Of 32 random bytes, fewer are different less than once in 2^30. */
	private static final int DIFFERENT_BYTES = 20;

	private final Jwk<?> jwk;

	private final SigningAlgorithm algorithm;

	private ConfiguredKey(Jwk<?> jwk, SigningAlgorithm algorithm) {
		this.jwk = jwk;
		this.algorithm = algorithm;
	}

	/**
	 * Return the key in the settings, or {@code null} where there is none.
	 * @throws ConfiguredKeyException if it cannot be used
	 */
	static @Nullable ConfiguredKey from(KeySettings settings) {
		String text = settings.signingKey();
		if (text == null || text.isBlank()) {
			return null;
		}
		SigningAlgorithm algorithm = settings.algorithm();
		try {
			Jwk<?> jwk = (algorithm == SigningAlgorithm.HS256) ? secret(text.strip()) : pair(text, algorithm);
			return new ConfiguredKey(jwk, algorithm);
		}
		catch (IllegalArgumentException | IllegalStateException | JwtException ex) {
			// the cause is left out, as it might quote the key
			throw new ConfiguredKeyException("cannot be read as %s.".formatted(
					(algorithm == SigningAlgorithm.HS256) ? "base64" : "a private key in PEM for " + algorithm.id()));
		}
	}

	String kid() {
		return this.jwk.getId();
	}

	boolean isSameAs(SigningKey key) {
		return key.kid().equals(kid());
	}

	SigningKey toSigningKey(SigningPeriod period) {
		return new SigningKey(KeyPurpose.ACCESS, this.jwk, this.algorithm, period);
	}

	private static Jwk<?> secret(String text) {
		byte[] secret = Base64.getDecoder().decode(text);
		if (secret.length < SECRET_BYTES) {
			throw new ConfiguredKeyException("has %s bits, and HS256 needs %s or more."
				.formatted(secret.length * Byte.SIZE, SECRET_BYTES * Byte.SIZE));
		}
		requireRandom(secret);
		return SigningAlgorithm.HS256.toJwk(secret);
	}

	private static Jwk<?> pair(String text, SigningAlgorithm algorithm) {
		PrivateKey key = PemContent.of(text).getPrivateKey();
		if (key == null) {
			throw new IllegalArgumentException("no private key");
		}
		if (key instanceof RSAPrivateCrtKey rsa) {
			requireStrong(rsa);
		}
		PrivateJwk<?, ?, ?> jwk = algorithm.toJwk(key);
		if (!algorithm.isFor(jwk)) {
			throw new ConfiguredKeyException("is not a key for %s.".formatted(algorithm.id()));
		}
		return jwk;
	}

	private static void requireStrong(RSAPrivateCrtKey key) {
		int bits = key.getModulus().bitLength();
		if (bits < RSA_BITS || bits > LONGEST_RSA_BITS) {
			throw new ConfiguredKeyException(
					"has %s bits, and RS256 needs %s to %s.".formatted(bits, RSA_BITS, LONGEST_RSA_BITS));
		}
		if (key.getPublicExponent().longValue() < RSA_EXPONENT) {
			throw new ConfiguredKeyException("has a public exponent below %s.".formatted(RSA_EXPONENT));
		}
	}

	private static void requireRandom(byte[] secret) {
		long different = IntStream.range(0, secret.length).map((i) -> secret[i]).distinct().count();
		boolean text = IntStream.range(0, secret.length).allMatch((i) -> secret[i] >= ' ' && secret[i] <= '~');
		if (different < DIFFERENT_BYTES || text) {
			throw new ConfiguredKeyException(
					"is not random: HS256 needs %s bits that cannot be guessed.".formatted(SECRET_BYTES * Byte.SIZE));
		}
	}

}
