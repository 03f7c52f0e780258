package dev.latchkey.key;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.HmacSha256;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.SecureDigestAlgorithm;

/**
 * How tokens may be signed (RFC 7518, 3.1; RFC 8037). A key is good for one of these and
 * no other (RFC 8725, 3.1).
 */
public enum SigningAlgorithm {

	/** ECDSA on P-256: small tokens, and every library verifies it. The default. */
	ES256("ES256"),
	/** RSA, 2048 bits: cheap to verify, large tokens. */
	RS256("RS256"),
	/** Ed25519: small and quick, but not every library knows it. */
	EDDSA("EdDSA"),
	/** HMAC: quickest, but applications cannot verify these tokens: the key is secret. */
	HS256("HS256");

	private static final int KID_BYTES = 16;

	/** Of a signature in bytes (RFC 8032, 5.1.6). */
	private static final int ED25519_LENGTH = 64;

	private final String id;

	SigningAlgorithm(String id) {
		this.id = id;
	}

	/**
	 * Return the name that tokens and keys carry.
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Tell whether a key is made in a moment: prime numbers have to be looked for.
	 */
	boolean isQuicklyMade() {
		return this != RS256;
	}

	SecureDigestAlgorithm<?, ?> digest() {
		return Jwts.SIG.get().forKey(this.id);
	}

	/**
	 * Tell whether a signature has the one form that is written here, good or not.
	 */
	boolean isCanonical(byte[] signature) {
		return switch (this) {
			case ES256 -> LowS.isLowS(signature);
			// Java ignores zeros behind it
			case EDDSA -> signature.length == ED25519_LENGTH;
			// the verifier itself refuses any other form
			case RS256, HS256 -> true;
		};
	}

	/**
	 * Return a new private or secret key.
	 */
	Jwk<?> generateJwk(String kid) {
		return switch (this) {
			case ES256 -> pair(kid, Jwts.SIG.ES256.keyPair().build());
			case RS256 -> pair(kid, Jwts.SIG.RS256.keyPair().build());
			case EDDSA -> pair(kid, Jwks.CRV.Ed25519.keyPair().build());
			case HS256 -> Jwks.builder().key(Jwts.SIG.HS256.key().build()).id(kid).algorithm(this.id).build();
		};
	}

	/**
	 * Return a key that was not made here, with an id that is computed from it (RFC
	 * 7638).
	 * @throws io.jsonwebtoken.JwtException if it cannot be used
	 */
	PrivateJwk<?, ?, ?> toJwk(PrivateKey key) {
		PrivateJwk<?, ?, ?> jwk = Jwks.builder().<PublicKey, PrivateKey>key(key).build();
		return (PrivateJwk<?, ?, ?>) pair(kid(jwk), jwk.toKeyPair().toJavaKeyPair());
	}

	/**
	 * Return a secret that was not made here, with an id that is computed from it.
	 */
	Jwk<?> toJwk(byte[] secret) {
		SecretKey key = HmacSha256.key(secret);
		return Jwks.builder().key(key).id(kid(Jwks.builder().key(key).build())).algorithm(this.id).build();
	}

	/**
	 * Tell whether a key is for this algorithm.
	 */
	boolean isFor(PrivateJwk<?, ?, ?> jwk) {
		return switch (this) {
			case ES256 -> "P-256".equals(jwk.get("crv"));
			case RS256 -> "RSA".equals(jwk.getType());
			case EDDSA -> "Ed25519".equals(jwk.get("crv"));
			case HS256 -> false;
		};
	}

	private static String kid(Jwk<?> jwk) {
		return Base64Url.encode(Arrays.copyOf(jwk.thumbprint(Jwks.HASH.SHA256).toByteArray(), KID_BYTES));
	}

	private Jwk<?> pair(String kid, KeyPair pair) {
		return Jwks.builder()
			.<PublicKey, PrivateKey>keyPair(pair)
			.id(kid)
			.algorithm(this.id)
			.publicKeyUse("sig")
			.build();
	}

}
