package dev.latchkey.application;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The way in of an application that speaks OpenID Connect.
 *
 * @param redirectUris where a login may lead back to, at least one; compared character by
 * character (RFC 9700, 2.1)
 * @param postLogoutRedirectUris where a logout may lead back to
 * @param backchannelLogoutUri where it is told that a session has ended
 * @param publicClient whether it can keep no secret, and proves itself by PKCE alone
 * @param consent whether people are asked before it learns of them
 * @param idTokenAlgorithm what signs its ID tokens, such as {@code RS256}
 * @param scopes what it may ask for
 */
public record OidcAccess(List<String> redirectUris, List<String> postLogoutRedirectUris,
		@Nullable String backchannelLogoutUri, boolean publicClient, boolean consent, String idTokenAlgorithm,
		List<String> scopes) {

	/** What signs ID tokens where nothing else is said (OpenID Connect Core, 2). */
	public static final String DEFAULT_ALGORITHM = "RS256";

	/** What can sign ID tokens. */
	public static final List<String> ALGORITHMS = List.of(DEFAULT_ALGORITHM, "ES256");

	/** What an application may ask for where nothing else is said. */
	public static final List<String> DEFAULT_SCOPES = List.of("openid", "profile", "email", "roles");

	/**
	 * Copy the lists.
	 */
	public OidcAccess {
		redirectUris = List.copyOf(redirectUris);
		postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
		scopes = List.copyOf(scopes);
	}

}
