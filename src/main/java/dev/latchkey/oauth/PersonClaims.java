package dev.latchkey.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.latchkey.session.Session;

/**
 * What an application learns of a person by its scopes (OpenID Connect Core 1.0, 5.4),
 * the same in an ID token and at the userinfo endpoint.
 */
public final class PersonClaims {

	private PersonClaims() {
	}

	/**
	 * Return the claims of a person.
	 * @param session the person's session
	 * @param scopes what the application may know
	 * @return {@code sub}, which is the account's id, and what the scopes add
	 */
	public static Map<String, Object> of(Session session, Set<String> scopes) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("sub", session.accountId());
		if (scopes.contains("profile")) {
			claims.put("preferred_username", session.username());
			claims.put("name", session.username());
		}
		if (scopes.contains("roles")) {
			claims.put("roles", session.roles());
		}
		return claims;
	}

}
