package dev.latchkey.oauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.key.token.ClaimsMapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims of an application's access token (RFC 9068, 2.2). Times are whole seconds.
 *
 * @param iss this installation
 * @param aud the application's client id: so no application that checks it takes one that
 * was given to another
 * @param clientId likewise
 * @param sub the account's id, or the client id where the application acts for itself
 * @param sid the session's handle, absent where the application acts for itself
 * @param jti random
 * @param iat when it was issued
 * @param exp when it expires
 * @param epoch the revocation log's number when the session's login began, absent with
 * {@code sid}
 * @param grantId the grant, absent with {@code sid}
 * @param grantEpoch the log's number when it was given
 * @param scope what the token is good for
 * @param authTime when the person last showed what they are known by, absent with
 * {@code sid}
 * @param amr what the person had shown (RFC 8176), absent with {@code sid}, and in tokens
 * of before there were other factors
 */
public record ApplicationTokenClaims(String iss, String aud, String clientId, String sub, @Nullable String sid,
		String jti, long iat, long exp, @Nullable Long epoch, @Nullable String grantId, long grantEpoch, String scope,
		@Nullable Long authTime, @Nullable AuthenticationMethods amr) {

	/** How long a token is good at most. */
	public static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

	private static final JsonMapper JSON = ClaimsMapper.create();

	/**
	 * Check the claims.
	 */
	public ApplicationTokenClaims {
		require(iss != null && aud != null && aud.equals(clientId) && sub != null && scope != null);
		require(jti != null && RANDOM.matcher(jti).matches());
		require(0 <= iat && iat <= exp && exp - iat <= LIFETIME.toSeconds() && grantEpoch >= 0);
		require((sid != null) ? (epoch != null && epoch >= 0 && authTime != null && grantId != null)
				: (epoch == null && authTime == null && grantId == null && amr == null));
		require(sid == null || (RANDOM.matcher(sid).matches() && RANDOM.matcher(String.valueOf(grantId)).matches()));
	}

	/**
	 * Read claims.
	 * @throws tools.jackson.core.JacksonException if they are not exactly what
	 * {@link #write} writes
	 */
	static ApplicationTokenClaims read(byte[] json) {
		return JSON.readValue(json, ApplicationTokenClaims.class);
	}

	byte[] write() {
		return JSON.writeValueAsBytes(this);
	}

	/**
	 * Return what ends with the token: its grant, or else the token itself.
	 * @return the id of either
	 */
	public String endable() {
		return (this.grantId != null) ? this.grantId : this.jti;
	}

	/**
	 * Return when it was issued.
	 * @return whole seconds
	 */
	public Instant issuedAt() {
		return Instant.ofEpochSecond(this.iat);
	}

	/**
	 * Return when it expires.
	 * @return whole seconds
	 */
	public Instant expiresAt() {
		return Instant.ofEpochSecond(this.exp);
	}

	private static void require(boolean holds) {
		if (!holds) {
			throw new IllegalArgumentException("a claim is missing, or not in its range");
		}
	}

}
