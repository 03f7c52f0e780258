package dev.latchkey.key;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

import dev.latchkey.crypto.Base64Url;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.MacAlgorithm;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.PublicJwk;
import io.jsonwebtoken.security.SecretJwk;
import io.jsonwebtoken.security.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * One of our keys, which signs with one algorithm and verifies with no other.
 */
public class SigningKey {

	private static final SecureRandom random = new SecureRandom();

	private final Jwk<?> jwk;

	private final SigningAlgorithm algorithm;

	private final SigningPeriod period;

	private final String header;

	private final UnaryOperator<JwtBuilder> signer;

	private final JwtParser verifier;

	/**
	 * Take a key into use.
	 * @param jwk the private or secret key, with its id
	 * @param algorithm what it is for
	 * @param period when it signs
	 */
	SigningKey(Jwk<?> jwk, SigningAlgorithm algorithm, SigningPeriod period) {
		this.jwk = jwk;
		this.algorithm = algorithm;
		this.period = period;
		this.header = TokenHeader.of(jwk.getId(), algorithm);
		// our times are checked elsewhere, by our clock: for this one, nothing has
		// expired yet
		JwtParserBuilder parser = Jwts.parser()
			.clock(() -> Date.from(Instant.EPOCH))
			.sig()
			.clear()
			.add(algorithm.digest())
			.and();
		if (jwk instanceof PrivateJwk<?, ?, ?> key && algorithm.digest() instanceof SignatureAlgorithm signature) {
			this.signer = (builder) -> builder.signWith(key.toKey(), signature);
			this.verifier = parser.verifyWith(key.toPublicJwk().toKey()).build();
		}
		else if (jwk instanceof SecretJwk key && algorithm.digest() instanceof MacAlgorithm mac) {
			this.signer = (builder) -> builder.signWith(key.toKey(), mac);
			this.verifier = parser.verifyWith(key.toKey()).build();
		}
		else {
			throw new IllegalArgumentException("This key is not for " + algorithm.id());
		}
	}

	public static SigningKey generate(SigningAlgorithm algorithm, SigningPeriod period) {
		byte[] kid = new byte[16];
		random.nextBytes(kid);
		return new SigningKey(algorithm.generate(Base64Url.encode(kid)), algorithm, period);
	}

	public String sign(byte[] payload) {
		String token = this.signer
			.apply(Jwts.builder().header().type(TokenHeader.TYPE).keyId(kid()).and().content(payload))
			.compact();
		if (!token.startsWith(this.header + ".")) {
			throw new IllegalStateException("this header would not be accepted");
		}
		return (this.algorithm == SigningAlgorithm.ES256) ? LowS.of(token) : token;
	}

	/**
	 * Return what a token says.
	 * @return the payload, which is a JSON object
	 * @throws InvalidTokenException if this key has not signed it
	 */
	public byte[] verify(CompactToken token) {
		if (!token.header().equals(this.header) || !this.algorithm.writes(token.signature())) {
			throw new InvalidTokenException();
		}
		try {
			this.verifier.parseSignedClaims(token.text());
		}
		catch (RuntimeException ex) {
			// a computation that asks nobody: whatever went wrong in it is the token's
			// fault
			throw new InvalidTokenException();
		}
		return token.payload();
	}

	public String kid() {
		return this.jwk.getId();
	}

	public String header() {
		return this.header;
	}

	public Jwk<?> jwk() {
		return this.jwk;
	}

	/**
	 * Return what everybody may know of the key, or {@code null} if that is nothing.
	 */
	@Nullable PublicJwk<?> publicPart() {
		return (this.jwk instanceof PrivateJwk<?, ?, ?> key) ? key.toPublicJwk() : null;
	}

	public SigningAlgorithm algorithm() {
		return this.algorithm;
	}

	public SigningPeriod period() {
		return this.period;
	}

	/**
	 * Return the same key with another period.
	 */
	SigningKey during(SigningPeriod other) {
		return new SigningKey(this.jwk, this.algorithm, other);
	}

}
