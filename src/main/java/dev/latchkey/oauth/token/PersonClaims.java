package dev.latchkey.oauth.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.KnownProfiles;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What an application learns of a person by its scopes (OpenID Connect Core 1.0, 5.4),
 * the same in an ID token and at the userinfo endpoint.
 */
public class PersonClaims {

	private final KnownProfiles profiles;

	PersonClaims(KnownProfiles profiles) {
		this.profiles = profiles;
	}

	/**
	 * Return the claims of a person.
	 * @param session the person's session
	 * @param scopes what the application may know
	 * @return {@code sub}, which is the account's id, and what the scopes add
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 * and this node does not remember the person
	 */
	public Map<String, Object> claimsOf(Session session, Set<String> scopes) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("sub", session.accountId());
		if (scopes.contains("profile")) {
			claims.put("preferred_username", session.username());
			@Nullable String name = this.profiles.profileOf(session.accountId()).name();
			claims.put("name", (name != null) ? name : session.username());
		}
		if (scopes.contains("email")) {
			AccountProfile profile = this.profiles.profileOf(session.accountId());
			if (profile.email() != null) {
				claims.put("email", profile.email());
				claims.put("email_verified", profile.emailConfirmed());
			}
		}
		if (scopes.contains("roles")) {
			claims.put("roles", session.roles());
		}
		return claims;
	}

}
