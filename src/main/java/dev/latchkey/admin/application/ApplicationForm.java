package dev.latchkey.admin.application;

import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDetails;
import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.text.SurroundingSpace;
import org.jspecify.annotations.Nullable;

/**
 * The form by which an application is registered or changed. An application without
 * redirect URIs does not speak OpenID Connect, and one without hosts is not behind a
 * reverse proxy.
 *
 * @param name its name
 * @param clientId its client id, at its registration; empty for a random one
 * @param home its address; empty for none
 * @param permission the permission that a user needs; empty for none
 * @param redirectUris where a login may lead back to, with white space between them
 * @param postLogoutRedirectUris where a logout may lead back to; likewise
 * @param backchannelLogoutUri where it is told of endings; empty for nowhere
 * @param scopes what it may ask for, with white space between them; empty for the usual
 * @param idTokenAlgorithm what signs its ID tokens; empty for the usual
 * @param publicClient whether it can keep no secret
 * @param consent whether people are asked first
 * @param hosts its hosts, with white space or commas between them
 * @param assertion whether it is sent a signed statement
 * @param bearer whether programs may use it with an access token
 * @param introspect whether it may ask about tokens
 * @param seen what the application was when the form was shown, if it was one to change
 */
record ApplicationForm(@Nullable String name, @Nullable String clientId, @Nullable String home,
		@Nullable String permission, @Nullable String redirectUris, @Nullable String postLogoutRedirectUris,
		@Nullable String backchannelLogoutUri, @Nullable String scopes, @Nullable String idTokenAlgorithm,
		@Nullable Boolean publicClient, @Nullable Boolean consent, @Nullable String hosts, @Nullable Boolean assertion,
		@Nullable Boolean bearer, @Nullable Boolean introspect, @Nullable String seen) {

	private static final String LINE = "\n";

	/**
	 * Return the form of a new application, with what is usual.
	 */
	static ApplicationForm empty() {
		return new ApplicationForm(null, null, null, null, null, null, null,
				String.join(" ", OidcAccess.DEFAULT_SCOPES), OidcAccess.DEFAULT_ALGORITHM, null, null, null, null, null,
				null, null);
	}

	/**
	 * Return the form that an application could have been registered by.
	 */
	static ApplicationForm of(Application application) {
		@Nullable OidcAccess oidc = application.oidc();
		@Nullable ProxyAccess proxy = application.proxy();
		ApplicationForm empty = empty();
		return new ApplicationForm(application.name(), application.clientId(), application.home(),
				application.permission(), (oidc != null) ? String.join(LINE, oidc.redirectUris()) : null,
				(oidc != null) ? String.join(LINE, oidc.postLogoutRedirectUris()) : null,
				(oidc != null) ? oidc.backchannelLogoutUri() : null,
				(oidc != null) ? String.join(" ", oidc.scopes()) : empty.scopes(),
				(oidc != null) ? oidc.idTokenAlgorithm() : empty.idTokenAlgorithm(),
				oidc != null && oidc.publicClient(), oidc != null && oidc.consent(),
				(proxy != null) ? String.join(" ", proxy.hosts()) : null, proxy != null && proxy.assertion(),
				proxy != null && proxy.bearer(), application.introspect(), ApplicationAdministration.seen(application));
	}

	@Nullable String chosenClientId() {
		return given(this.clientId);
	}

	/**
	 * Return the details of a new application.
	 * @throws InvalidApplicationException if it would have no way in
	 */
	ApplicationDetails newDetails() {
		ApplicationDetails details = details();
		if (details.oidc() == null && details.proxy() == null && !details.introspect()) {
			throw new InvalidApplicationException("way", "must be there");
		}
		return details;
	}

	/**
	 * Return the details.
	 */
	ApplicationDetails details() {
		return new ApplicationDetails((this.name != null) ? this.name : "", given(this.home), given(this.permission),
				proxy(), oidc(), isTrue(this.introspect));
	}

	/**
	 * Return the way in by OpenID Connect. Where all but the redirect URIs is there, one
	 * of them was forgotten.
	 */
	private @Nullable OidcAccess oidc() {
		List<String> redirects = words(this.redirectUris, "\\s+");
		List<String> postLogoutRedirects = words(this.postLogoutRedirectUris, "\\s+");
		@Nullable String backchannel = given(this.backchannelLogoutUri);
		if (redirects.isEmpty() && postLogoutRedirects.isEmpty() && backchannel == null) {
			return null;
		}
		List<String> asked = words(this.scopes, "\\s+");
		@Nullable String algorithm = given(this.idTokenAlgorithm);
		return new OidcAccess(redirects, postLogoutRedirects, backchannel, isTrue(this.publicClient),
				isTrue(this.consent), (algorithm != null) ? algorithm : OidcAccess.DEFAULT_ALGORITHM,
				asked.isEmpty() ? OidcAccess.DEFAULT_SCOPES : asked);
	}

	private @Nullable ProxyAccess proxy() {
		List<String> named = words(this.hosts, "[\\s,]+");
		return named.isEmpty() ? null : new ProxyAccess(named, isTrue(this.assertion), isTrue(this.bearer));
	}

	private static List<String> words(@Nullable String text, String separator) {
		return Stream.of(((text != null) ? text : "").split(separator)).filter((word) -> !word.isEmpty()).toList();
	}

	private static boolean isTrue(@Nullable Boolean ticked) {
		return Boolean.TRUE.equals(ticked);
	}

	private static @Nullable String given(@Nullable String text) {
		String bare = (text != null) ? SurroundingSpace.cut(text) : "";
		return bare.isEmpty() ? null : bare;
	}

}
