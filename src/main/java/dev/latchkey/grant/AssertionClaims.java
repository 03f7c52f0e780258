package dev.latchkey.grant;

import java.util.SortedSet;

import dev.latchkey.factor.AuthenticationMethods;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims of an identity assertion (RFC 7519, 4.1; OpenID Connect Core 1.0, 2 and 5.1;
 * sid: OpenID Connect Front-Channel Logout 1.0, 3). Times are whole seconds.
 *
 * @param iss this installation
 * @param aud the client id of the one application that it is for
 * @param sub the account's id; not its name, which another account may get later
 * @param sid the session's handle
 * @param jti random
 * @param iat when it was written
 * @param exp when it expires
 * @param authTime when the person last showed what they are known by
 * @param amr what the person had shown by then (RFC 8176)
 * @param preferredUsername the account's name
 * @param roles the account's roles
 * @param permissions what the roles permit
 */
record AssertionClaims(String iss, String aud, String sub, String sid, String jti, long iat, long exp, long authTime,
		AuthenticationMethods amr, String preferredUsername, SortedSet<String> roles, SortedSet<String> permissions) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	byte[] write() {
		return JSON.writeValueAsBytes(this);
	}

}
