package dev.latchkey.notice;

import java.util.Map;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims of a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4). There is
 * never a nonce, so that no application takes it for an ID token. Times are whole
 * seconds.
 *
 * @param iss this installation
 * @param sub the account's id
 * @param aud the client id of the application
 * @param iat when it was written
 * @param exp when it expires
 * @param jti random
 * @param sid the session's handle
 * @param events that this is a logout token
 */
record LogoutClaims(String iss, String sub, String aud, long iat, long exp, String jti, String sid,
		Map<String, Map<String, String>> events) {

	/** What {@code events} says. */
	static final Map<String, Map<String, String>> BACK_CHANNEL_LOGOUT = Map
		.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	byte[] write() {
		return JSON.writeValueAsBytes(this);
	}

}
