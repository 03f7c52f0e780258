package dev.latchkey.oauth.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.token.ClaimsMapper;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes ID tokens (OpenID Connect Core 1.0, 2), signed as the application is registered.
 */
class IdTokenWriter {

	/**
	 * One kind of factor was shown. Applications may compare the class as a number
	 * (OpenID Connect Core 1.0, 2; ISO/IEC 29115 has four).
	 */
	private static final String ONE_FACTOR = "1";

	/** Two kinds of factors were shown. */
	private static final String TWO_FACTORS = "2";

	private static final int HALF = 16;

	private static final JsonMapper JSON = ClaimsMapper.create();

	private final KeyRing keyRing;

	private final PersonClaims claims;

	IdTokenWriter(KeyRing keyRing, PersonClaims claims) {
		this.claims = claims;
		this.keyRing = keyRing;
	}

	/**
	 * Write the ID token that goes with an access token, and expires with it.
	 * @param nonce what the application sent with its request, or {@code null}
	 * @throws org.springframework.dao.DataAccessException if this node knows no key to
	 * sign with
	 */
	String write(Session session, Application application, ApplicationTokenWriter.AccessToken access,
			SortedSet<String> scopes, @Nullable String nonce) {
		ApplicationTokenClaims granted = access.claims();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", granted.iss());
		claims.putAll(this.claims.claimsOf(session, scopes));
		claims.put("aud", granted.clientId());
		claims.put("azp", granted.clientId());
		claims.put("exp", granted.exp());
		claims.put("iat", granted.iat());
		claims.put("auth_time", session.authTime().getEpochSecond());
		claims.put("acr", session.amr().isMultiFactor() ? TWO_FACTORS : ONE_FACTOR);
		claims.put("amr", session.amr().values());
		claims.put("sid", session.handle());
		claims.put("at_hash", leftHalf(access.text()));
		if (nonce != null) {
			claims.put("nonce", nonce);
		}
		OidcAccess oidc = application.oidc();
		KeyPurpose purpose = KeyPurpose
			.ofApplication((oidc != null) ? oidc.idTokenAlgorithm() : OidcAccess.DEFAULT_ALGORITHM);
		return this.keyRing.current(purpose).sign(TokenType.ID, JSON.writeValueAsBytes(claims));
	}

	/**
	 * Return what binds the ID token to the access token (OpenID Connect Core 1.0,
	 * 3.1.3.6). Both algorithms use SHA-256.
	 */
	private static String leftHalf(String token) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
			return Base64Url.encode(Arrays.copyOf(hash, HALF));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JVM has SHA-256", ex);
		}
	}

}
