package dev.latchkey.oidc.authorize;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.CodeRequest;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request (RFC 6749, 4.1.1; OpenID Connect Core 1.0, 3.1.2.1) that the
 * application may make.
 *
 * @param application the application
 * @param address where it is answered, which is registered
 * @param scopes what is asked for
 * @param codeChallenge the challenge of PKCE with S256
 * @param nonce what the ID token repeats
 * @param prompts how the person is to be asked, such as {@code login}, or that no page
 * may be shown
 * @param maxAge how long ago the person may have signed in
 * @param idTokenHint an ID token of the person whom the application expects
 * @param reference the reference of a request that was pushed
 */
record AuthorizationRequest(Application application, ReturnAddress address, SortedSet<String> scopes,
		String codeChallenge, @Nullable String nonce, Set<String> prompts, @Nullable Duration maxAge,
		@Nullable String idTokenHint, @Nullable String reference) {

	AuthorizationRequest {
		scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
		prompts = Set.copyOf(prompts);
	}

	/**
	 * Return whether no page may be shown.
	 */
	boolean isSilent() {
		return this.prompts.contains("none");
	}

	/**
	 * Return whether the person is to be asked.
	 * @param how {@code login} or {@code consent}
	 */
	boolean prompts(String how) {
		return this.prompts.contains(how);
	}

	CodeRequest code() {
		return new CodeRequest(this.address.redirectUri(), this.codeChallenge, this.scopes, this.nonce);
	}

	/**
	 * Return how to refuse the request at the application's address.
	 */
	AuthorizationRefusedException refuse(AuthorizationError error) {
		return new AuthorizationRefusedException(error, this.address);
	}

}
