package dev.latchkey.mode.jwt;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

import dev.latchkey.mode.InvalidCredentialException;
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
class SigningKey {

	private static final SecureRandom random = new SecureRandom();

	private final Jwk<?> jwk;

	private final SigningAlgorithm algorithm;

	private final SigningPeriod term;

	private final String header;

	private final UnaryOperator<JwtBuilder> signer;

	private final JwtParser verifier;

	/**
	 * Take a key into use.
	 * @param jwk the private or secret key, with its id
	 * @param algorithm what it is for
	 * @param term when it signs
	 */
	SigningKey(Jwk<?> jwk, SigningAlgorithm algorithm, SigningPeriod term) {
		this.jwk = jwk;
		this.algorithm = algorithm;
		this.term = term;
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

	static SigningKey generate(SigningAlgorithm algorithm, SigningPeriod term) {
		byte[] kid = new byte[16];
		random.nextBytes(kid);
		return new SigningKey(algorithm.generate(Base64Url.encode(kid)), algorithm, term);
	}

	String sign(byte[] payload) {
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
	 * @throws InvalidCredentialException if this key has not signed it
	 */
	byte[] verify(CompactToken token) {
		if (!token.header().equals(this.header) || !this.algorithm.writes(token.signature())) {
			throw new InvalidCredentialException();
		}
		try {
			this.verifier.parseSignedClaims(token.text());
		}
		catch (RuntimeException ex) {
			// a computation that asks nobody: whatever went wrong in it is the token's
			// fault
			throw new InvalidCredentialException();
		}
		return token.payload();
	}

	String kid() {
		return this.jwk.getId();
	}

	String header() {
		return this.header;
	}

	Jwk<?> jwk() {
		return this.jwk;
	}

	/**
	 * Return what everybody may know of the key, or {@code null} if that is nothing.
	 */
	@Nullable PublicJwk<?> publicPart() {
		return (this.jwk instanceof PrivateJwk<?, ?, ?> key) ? key.toPublicJwk() : null;
	}

	SigningAlgorithm algorithm() {
		return this.algorithm;
	}

	SigningPeriod term() {
		return this.term;
	}

	/**
	 * Return the same key with another term.
	 */
	SigningKey during(SigningPeriod other) {
		return new SigningKey(this.jwk, this.algorithm, other);
	}

}
