package dev.latchkey.mode.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes tokens that nobody should accept, out of one that everybody accepts, and even
 * with the real key.
 */
final class Forge {

	private final String good;

	private final SigningKey key;

	Forge(String good, SigningKey key) {
		this.good = good;
		this.key = key;
	}

	String good() {
		return this.good;
	}

	String part(int index) {
		return this.good.split("\\.")[index];
	}

	String kid() {
		return this.key.jwk().getId();
	}

	ObjectNode claims() {
		JsonNode claims = JsonMapper.shared().readTree(Base64Url.decode(part(1)));
		return (ObjectNode) claims;
	}

	/**
	 * Return a token with changed claims, properly signed.
	 */
	String claiming(Consumer<ObjectNode> change) {
		ObjectNode claims = claims();
		change.accept(claims);
		return claiming(claims.toString());
	}

	/**
	 * Return a token with this payload, properly signed.
	 */
	String claiming(String payload) {
		return claiming(payload.getBytes(StandardCharsets.UTF_8));
	}

	String claiming(byte[] payload) {
		return LowS.of(signed(part(0) + "." + Base64Url.encode(payload)));
	}

	/**
	 * Return the good token's claims under another header, properly signed.
	 */
	String headed(String header) {
		return LowS.of(signed(encode(header) + "." + part(1)));
	}

	/**
	 * Return the good token with another signature.
	 */
	String signedBy(byte[] signature) {
		return part(0) + "." + part(1) + "." + Base64Url.encode(signature);
	}

	/**
	 * Return the good token's claims under another header, with this for a MAC's key.
	 */
	String maced(String header, byte[] secret) {
		String content = encode(header) + "." + part(1);
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			return content + "." + Base64Url.encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	PublicKey publicKey() {
		return ((PrivateJwk<?, ?, ?>) this.key.jwk()).toPublicJwk().toKey();
	}

	String publicJwk() {
		return Jwks.json(((PrivateJwk<?, ?, ?>) this.key.jwk()).toPublicJwk());
	}

	private String signed(String content) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
			signature.initSign((PrivateKey) this.key.jwk().toKey());
			signature.update(content.getBytes(StandardCharsets.US_ASCII));
			return content + "." + Base64Url.encode(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String encode(String json) {
		return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
	}

}
