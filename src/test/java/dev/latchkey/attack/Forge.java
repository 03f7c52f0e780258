package dev.latchkey.attack;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.latchkey.crypto.Base64Url;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes tokens that no verifier should accept out of one that all accept, and even signs
 * them with the real key.
 *
 * @param good the token that all accept
 * @param key the key that has signed it
 */
record Forge(String good, RealKey key) {

	String part(int index) {
		return this.good.split("\\.")[index];
	}

	String kid() {
		return this.key.kid();
	}

	String algorithm() {
		return this.key.algorithm();
	}

	/**
	 * Return the members of the real header, without the braces.
	 */
	String headerMembers() {
		String header = header();
		return header.substring(1, header.length() - 1);
	}

	String header() {
		return new String(Base64Url.decode(part(0)), StandardCharsets.UTF_8);
	}

	byte[] payload() {
		return Base64Url.decode(part(1));
	}

	ObjectNode claims() {
		JsonNode claims = JsonMapper.shared().readTree(payload());
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
		return this.key.token(header(), payload);
	}

	/**
	 * Return the good token's claims under another header, properly signed.
	 */
	String headed(String header) {
		return this.key.token(header, payload());
	}

	/**
	 * Return the good token's claims under the real header and one member more.
	 */
	String headedAlso(String member) {
		return headed("{" + headerMembers() + "," + member + "}");
	}

	/**
	 * Return the good token with another signature.
	 */
	String signedBy(byte[] signature) {
		return part(0) + "." + part(1) + "." + Base64Url.encode(signature);
	}

	/**
	 * Return the good token's claims under this header, signed in another way.
	 */
	String signedIn(String way, String header) {
		String content = encode(header) + "." + part(1);
		return content + "." + Base64Url.encode(this.key.signature(way, content));
	}

	/**
	 * Return a forge that works on the same token with another's key.
	 */
	Forge with(RealKey other) {
		return new Forge(this.good, other);
	}

	/**
	 * Return a header like the real one.
	 */
	static String header(String kid, String algorithm) {
		return "{\"typ\":\"at+jwt\",\"kid\":\"%s\",\"alg\":\"%s\"}".formatted(kid, algorithm);
	}

	static String encode(String json) {
		return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
	}

}
