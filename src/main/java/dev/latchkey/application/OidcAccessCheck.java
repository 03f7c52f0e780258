package dev.latchkey.application;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks the way in by OpenID Connect.
 */
final class OidcAccessCheck {

	private static final int MOST_SCOPES = 20;

	// RFC 6749, 3.3
	private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,64}");

	private OidcAccessCheck() {
	}

	/**
	 * Return it as it is.
	 * @throws InvalidApplicationException if a member of it is not valid
	 */
	static OidcAccess check(OidcAccess oidc) {
		if (oidc.redirectUris().isEmpty()) {
			throw new InvalidApplicationException("oidc.redirect_uris", "must name at least one address");
		}
		ApplicationUris.checkReceivers("oidc.redirect_uris", oidc.redirectUris());
		ApplicationUris.checkReceivers("oidc.post_logout_redirect_uris", oidc.postLogoutRedirectUris());
		if (oidc.backchannelLogoutUri() != null) {
			ApplicationUris.checkReceivers("oidc.backchannel_logout_uri", List.of(oidc.backchannelLogoutUri()));
		}
		if (!OidcAccess.ALGORITHMS.contains(oidc.idTokenAlgorithm())) {
			throw new InvalidApplicationException("oidc.id_token_algorithm", "must be RS256 or ES256");
		}
		if (oidc.scopes().isEmpty() || oidc.scopes().size() > MOST_SCOPES
				|| !oidc.scopes().stream().allMatch((scope) -> SCOPE.matcher(scope).matches())) {
			throw new InvalidApplicationException("oidc.scopes",
					"must name 1 to 20 scopes, such as openid, each of up to 64 characters without spaces");
		}
		return oidc;
	}

}
