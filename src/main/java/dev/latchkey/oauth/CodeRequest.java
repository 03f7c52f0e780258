package dev.latchkey.oauth;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization code is asked for (RFC 6749, 4.1.1; RFC 7636, 4.3; OpenID Connect
 * Core 1.0, 3.1.2.1). It was checked against the application's registration.
 *
 * @param redirectUri where the code is sent, as the request says it
 * @param codeChallenge the challenge of PKCE with S256, 43 characters of base64url
 * @param scopes what was asked for and is granted
 * @param nonce what the ID token repeats, or {@code null}
 */
public record CodeRequest(String redirectUri, String codeChallenge, SortedSet<String> scopes, @Nullable String nonce) {

	/**
	 * Copy the scopes.
	 */
	public CodeRequest {
		scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
	}

}
