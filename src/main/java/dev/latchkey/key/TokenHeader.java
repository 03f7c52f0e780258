package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.key.token.TokenType;

/**
 * The header of tokens. A key writes exactly one, letter by letter, and no other is
 * accepted: nothing in a foreign header is ever interpreted, neither {@code alg} nor
 * {@code crit}, {@code zip}, {@code b64}, {@code jwk}, {@code jku} or {@code x5u} (RFC
 * 8725, 3.1, 3.10).
 */
final class TokenHeader {

	private static final Pattern FORM = Pattern.compile(
			"\\{\"typ\":\"(?<typ>[a-z+]+|JWT)\",\"kid\":\"[A-Za-z0-9_-]{22}\",\"alg\":\"(ES256|RS256|EdDSA|HS256)\"}");

	private TokenHeader() {
	}

	/**
	 * Return the header that a key writes into tokens of a type, in base64url.
	 */
	static String encode(TokenType type, String kid, SigningAlgorithm algorithm) {
		String json = "{\"typ\":\"%s\",\"kid\":\"%s\",\"alg\":\"%s\"}".formatted(type.id(), kid, algorithm.id());
		return Base64Url.encode(json.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Tell whether some key of an installation might write this header of a token of a
	 * type, known to this node or not.
	 * @param header the header in base64url
	 */
	static boolean isWellFormed(TokenType type, String header) {
		try {
			Matcher form = FORM.matcher(new String(Base64Url.decode(header), StandardCharsets.ISO_8859_1));
			return form.matches() && form.group("typ").equals(type.id());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
