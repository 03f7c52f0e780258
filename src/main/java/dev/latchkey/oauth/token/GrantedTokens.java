package dev.latchkey.oauth.token;

import java.time.Duration;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint hands out (RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3).
 *
 * @param accessToken the access token
 * @param lifetime how long that is valid, in whole seconds
 * @param refreshToken the refresh token, or {@code null} where there is no session
 * @param idToken the ID token, or {@code null} where {@code openid} is not granted
 * @param scopes what the access token is good for
 */
public record GrantedTokens(String accessToken, Duration lifetime, @Nullable String refreshToken,
		@Nullable String idToken, SortedSet<String> scopes) {

	/**
	 * Keep the secrets out of logs.
	 */
	@Override
	public String toString() {
		return "GrantedTokens[scopes=" + this.scopes + "]";
	}

}
