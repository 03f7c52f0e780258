package dev.latchkey.admin.application;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.application.ProxyAccess;
import org.jspecify.annotations.Nullable;

/**
 * An application as calls show it.
 *
 * @param clientId its public name
 * @param clientSecret the secret that it has just been given; there only then
 * @param name its name for people
 * @param home where people find it
 * @param permission the permission that a user needs, or {@code null} for none
 * @param declared whether the configuration declares it, so that no call changes it
 * @param proxy its way in behind a reverse proxy
 * @param oidc its way in by OpenID Connect
 * @param introspect whether it may ask about all of Latchkey's tokens
 */
record ApplicationAnswer(String clientId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientSecret,
		String name, @Nullable String home, @Nullable String permission, boolean declared, @Nullable Proxy proxy,
		@Nullable Oidc oidc, boolean introspect) {

	static ApplicationAnswer of(Application application, @Nullable String secret) {
		ProxyAccess proxy = application.proxy();
		OidcAccess oidc = application.oidc();
		return new ApplicationAnswer(application.clientId(), secret, application.name(), application.home(),
				application.permission(), application.declared(), (proxy != null) ? Proxy.of(proxy) : null,
				(oidc != null) ? Oidc.of(oidc) : null, application.introspect());
	}

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "ApplicationAnswer[" + this.clientId + "]";
	}

	record Proxy(List<String> hosts, boolean assertion, boolean bearer) {

		static Proxy of(ProxyAccess proxy) {
			return new Proxy(proxy.hosts(), proxy.assertion(), proxy.bearer());
		}

	}

	record Oidc(List<String> redirectUris, List<String> postLogoutRedirectUris, @Nullable String backchannelLogoutUri,
			@JsonProperty("public") boolean publicClient, boolean consent, String idTokenAlgorithm,
			List<String> scopes) {

		static Oidc of(OidcAccess oidc) {
			return new Oidc(oidc.redirectUris(), oidc.postLogoutRedirectUris(), oidc.backchannelLogoutUri(),
					oidc.publicClient(), oidc.consent(), oidc.idTokenAlgorithm(), oidc.scopes());
		}

	}

}
