package dev.latchkey.key;

import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenType;
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
 * A key of this installation, which has one purpose, and signs with one algorithm and
 * verifies with no other.
 */
public class SigningKey {

	private final KeyPurpose purpose;

	private final Jwk<?> jwk;

	private final SigningAlgorithm algorithm;

	private final SigningPeriod period;

	private final String header;

	private final UnaryOperator<JwtBuilder> signer;

	private final JwtParser verifier;

	/**
	 * Take a key into use.
	 * @param purpose what it is for
	 * @param jwk the private or secret key, with its id
	 * @param algorithm how it signs
	 * @param period when it signs
	 */
	SigningKey(KeyPurpose purpose, Jwk<?> jwk, SigningAlgorithm algorithm, SigningPeriod period) {
		this.purpose = purpose;
		this.jwk = jwk;
		this.algorithm = algorithm;
		this.period = period;
		this.header = TokenHeader.encode(TokenType.ACCESS, jwk.getId(), algorithm);
		// times are checked by the caller, with its clock: to the parser nothing has
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

	static SigningKey generate(KeyPurpose purpose, SigningAlgorithm algorithm, SigningPeriod period) {
		return new SigningKey(purpose, algorithm.generateJwk(RandomIds.next()), algorithm, period);
	}

	/**
	 * Write a token.
	 * @param type what kind of token it is
	 * @param payload what it says
	 * @return the token in the compact form
	 */
	public String sign(TokenType type, byte[] payload) {
		String token = this.signer.apply(Jwts.builder().header().type(type.id()).keyId(kid()).and().content(payload))
			.compact();
		if (!token.startsWith(TokenHeader.encode(type, kid(), this.algorithm) + ".")) {
			throw new IllegalStateException("this is not the header that readers expect");
		}
		return (this.algorithm == SigningAlgorithm.ES256) ? LowS.normalize(token) : token;
	}

	/**
	 * Verify an access token's header and signature.
	 * @param token the token
	 * @return its payload, as it was signed
	 * @throws InvalidTokenException if this key has not signed it
	 */
	public byte[] verify(CompactToken token) {
		return verify(TokenType.ACCESS, token);
	}

	/**
	 * Verify a token's header and signature.
	 * @param type what kind of token it has to be
	 * @param token the token
	 * @return its payload, as it was signed
	 * @throws InvalidTokenException if this key has not signed it as one of that kind
	 */
	public byte[] verify(TokenType type, CompactToken token) {
		if (!token.header().equals(header(type)) || !this.algorithm.isCanonical(token.signature())) {
			throw new InvalidTokenException();
		}
		try {
			this.verifier.parseSignedClaims(token.text());
		}
		catch (RuntimeException ex) {
			// nothing is read for this from elsewhere, so any failure is
			// the token's fault
			throw new InvalidTokenException();
		}
		return token.payload();
	}

	public String kid() {
		return this.jwk.getId();
	}

	/**
	 * Return the only header that this key accepts: that of its access tokens, in
	 * base64url.
	 * @return the first part of each of them
	 */
	public String header() {
		return this.header;
	}

	/**
	 * Return the only header that this key accepts of tokens of a kind.
	 */
	String header(TokenType type) {
		return (type == TokenType.ACCESS) ? this.header : TokenHeader.encode(type, kid(), this.algorithm);
	}

	Jwk<?> jwk() {
		return this.jwk;
	}

	/**
	 * Return the public part of the key, or {@code null} if all of it is secret.
	 */
	@Nullable PublicJwk<?> publicPart() {
		return (this.jwk instanceof PrivateJwk<?, ?, ?> key) ? key.toPublicJwk() : null;
	}

	public KeyPurpose purpose() {
		return this.purpose;
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
	SigningKey withPeriod(SigningPeriod other) {
		return new SigningKey(this.purpose, this.jwk, this.algorithm, other);
	}

}
