package dev.latchkey.application;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.StringUtils;

/**
 * An entry of {@code latchkey.applications}, in the shape of the JSON of the
 * administrator's calls.
 *
 * @param clientId its public name, by which it is found again at the next start
 * @param clientSecret what it proves itself with, if one of its ways in takes a secret
 * @param name its name for people
 * @param home where people find it
 * @param permission the permission that a user needs
 * @param proxy its way in behind a reverse proxy
 * @param oidc its way in by OpenID Connect
 * @param introspect whether it may ask about all of Latchkey's tokens
 */
record DeclaredApplication(@Nullable String clientId, @Nullable String clientSecret, @Nullable String name,
		@Nullable String home, @Nullable String permission, @Nullable Proxy proxy, @Nullable Oidc oidc,
		boolean introspect) {

	DeclaredApplication {
		// an empty environment variable is how a compose file says "not set"
		clientId = StringUtils.hasLength(clientId) ? clientId : null;
		clientSecret = StringUtils.hasLength(clientSecret) ? clientSecret : null;
		home = StringUtils.hasLength(home) ? home : null;
		permission = StringUtils.hasLength(permission) ? permission : null;
	}

	/**
	 * Return what it says.
	 * @throws InvalidApplicationException if a member is not valid
	 */
	ApplicationDetails details() {
		return new ApplicationDetails(
				required("name", this.name), this.home, this.permission, (this.proxy != null)
						? new ProxyAccess(this.proxy.hosts(), this.proxy.assertion(), this.proxy.bearer()) : null,
				(this.oidc != null) ? this.oidc.access() : null, this.introspect)
			.canonical();
	}

	/**
	 * Return the client id.
	 * @throws InvalidApplicationException if it is missing
	 */
	String requiredClientId() {
		return required("client_id", this.clientId);
	}

	private static String required(String member, @Nullable String value) {
		if (value == null) {
			throw new InvalidApplicationException(member, "is missing");
		}
		return value;
	}

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "DeclaredApplication[" + this.clientId + "]";
	}

	/**
	 * The way in behind a reverse proxy.
	 *
	 * @param hosts the hosts
	 * @param assertion whether it is sent a signed statement of who is signed in
	 * @param bearer whether an access token opens it
	 */
	record Proxy(@DefaultValue List<String> hosts, boolean assertion, boolean bearer) {
	}

	/**
	 * The way in by OpenID Connect.
	 *
	 * @param redirectUris where a login may lead back to
	 * @param postLogoutRedirectUris where a logout may lead back to
	 * @param backchannelLogoutUri where it is told that a session has ended
	 * @param publicClient whether it can keep no secret
	 * @param consent whether people are asked first
	 * @param idTokenAlgorithm what signs its ID tokens
	 * @param scopes what it may ask for
	 */
	record Oidc(@DefaultValue List<String> redirectUris, @DefaultValue List<String> postLogoutRedirectUris,
			@Nullable String backchannelLogoutUri, @Name("public") boolean publicClient, boolean consent,
			@Nullable String idTokenAlgorithm, @DefaultValue List<String> scopes) {

		OidcAccess access() {
			return new OidcAccess(this.redirectUris, this.postLogoutRedirectUris, this.backchannelLogoutUri,
					this.publicClient, this.consent,
					(this.idTokenAlgorithm != null) ? this.idTokenAlgorithm : OidcAccess.DEFAULT_ALGORITHM,
					this.scopes.isEmpty() ? OidcAccess.DEFAULT_SCOPES : this.scopes);
		}

	}

}
