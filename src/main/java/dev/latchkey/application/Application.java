package dev.latchkey.application;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A registered application. Its secret is not here, and not stored.
 *
 * @param id 22 random characters, new with each registration and never shown: what an
 * application was given is bound to it, so that another one which is registered under the
 * same client id has none of it
 * @param clientId its public name
 * @param name its name for people
 * @param home where people find it
 * @param permission the permission that a user needs, or {@code null} for none
 * @param declared whether the configuration declares it, so that no call changes it
 * @param proxy its way in behind a reverse proxy
 * @param oidc its way in by OpenID Connect
 * @param introspect whether it may ask about all of Latchkey's tokens
 * @param createdAt when it was registered
 * @param createdBy the name of the administrator who registered it
 */
public record Application(String id, String clientId, String name, @Nullable String home, @Nullable String permission,
		boolean declared, @Nullable ProxyAccess proxy, @Nullable OidcAccess oidc, boolean introspect, Instant createdAt,
		String createdBy) {

	/**
	 * Return whether a person may use this application.
	 * @param permissions what the person holds
	 * @return whether the permission that it asks for is among them, or it asks for none
	 */
	public boolean mayBeUsedBy(Set<String> permissions) {
		return this.permission == null || permissions.contains(this.permission);
	}

	/**
	 * Return whether this application proves itself with a secret.
	 * @return whether one of its ways in takes one
	 */
	public boolean needsSecret() {
		return ApplicationDetails.of(this).needsSecret();
	}

	/**
	 * Return this application with other details.
	 */
	Application with(ApplicationDetails details, boolean nowDeclared) {
		return new Application(this.id, this.clientId, details.name(), details.home(), details.permission(),
				nowDeclared, details.proxy(), details.oidc(), details.introspect(), this.createdAt, this.createdBy);
	}

}
