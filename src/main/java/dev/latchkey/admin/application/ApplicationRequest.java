package dev.latchkey.admin.application;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.application.ApplicationDetails;
import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.application.ProxyAccess;
import org.jspecify.annotations.Nullable;

/**
 * What a call says of an application: the shape in which calls show it.
 *
 * @param clientId the client id that is chosen, at its registration
 * @param name its name for people
 * @param home where people find it
 * @param permission the permission that a user needs
 * @param declared whether it is declared; never true, because only the configuration
 * declares applications
 * @param proxy its way in behind a reverse proxy
 * @param oidc its way in by OpenID Connect
 * @param introspect whether it may ask about all of Latchkey's tokens
 */
record ApplicationRequest(@Nullable String clientId, @Nullable String name, @Nullable String home,
		@Nullable String permission, @Nullable Boolean declared, @Nullable ProxyRequest proxy,
		@Nullable OidcRequest oidc, @Nullable Boolean introspect) {

	/**
	 * Return the details of an application.
	 * @throws InvalidApplicationException if a required member is missing
	 */
	ApplicationDetails details() {
		if (isTrue(this.declared)) {
			throw new InvalidApplicationException("declared", "can be true by the configuration only");
		}
		return new ApplicationDetails(required("name", this.name), this.home, this.permission,
				(this.proxy != null) ? this.proxy.access() : null, (this.oidc != null) ? this.oidc.access() : null,
				isTrue(this.introspect));
	}

	/**
	 * Return the details of a new application. Where the call names no way in, it may ask
	 * about tokens: each application could, before there were other ways in.
	 */
	ApplicationDetails newDetails() {
		boolean anyWay = this.proxy != null || this.oidc != null || this.introspect != null;
		return anyWay ? details() : new ApplicationRequest(this.clientId, this.name, this.home, this.permission,
				this.declared, null, null, true)
			.details();
	}

	private static boolean isTrue(@Nullable Boolean value) {
		return Boolean.TRUE.equals(value);
	}

	private static <T> T required(String member, @Nullable T value) {
		if (value == null || (value instanceof List<?> list && list.stream().anyMatch(Objects::isNull))) {
			throw new InvalidApplicationException(member, "is missing, or null is in it");
		}
		return value;
	}

	private static <T> T orElse(String member, @Nullable T value, T other) {
		return required(member, (value != null) ? value : other);
	}

	record ProxyRequest(@Nullable List<String> hosts, @Nullable Boolean assertion, @Nullable Boolean bearer) {

		ProxyAccess access() {
			return new ProxyAccess(required("proxy.hosts", this.hosts), isTrue(this.assertion), isTrue(this.bearer));
		}

	}

	record OidcRequest(@Nullable List<String> redirectUris, @Nullable List<String> postLogoutRedirectUris,
			@Nullable String backchannelLogoutUri, @JsonProperty("public") @Nullable Boolean publicClient,
			@Nullable Boolean consent, @Nullable String idTokenAlgorithm, @Nullable List<String> scopes) {

		OidcAccess access() {
			return new OidcAccess(required("oidc.redirect_uris", this.redirectUris),
					orElse("oidc.post_logout_redirect_uris", this.postLogoutRedirectUris, List.of()),
					this.backchannelLogoutUri, isTrue(this.publicClient), isTrue(this.consent),
					orElse("oidc.id_token_algorithm", this.idTokenAlgorithm, OidcAccess.DEFAULT_ALGORITHM),
					orElse("oidc.scopes", this.scopes, OidcAccess.DEFAULT_SCOPES));
		}

	}

}
