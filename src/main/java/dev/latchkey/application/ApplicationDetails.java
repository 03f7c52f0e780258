package dev.latchkey.application;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator or the configuration decides about an application.
 *
 * @param name its name for people
 * @param home where people find it: an address with http or https
 * @param permission the permission that a user needs, or {@code null} for none
 * @param proxy its way in behind a reverse proxy, if it has that
 * @param oidc its way in by OpenID Connect, if it has that
 * @param introspect whether it may ask about all of Latchkey's tokens
 */
public record ApplicationDetails(String name, @Nullable String home, @Nullable String permission,
		@Nullable ProxyAccess proxy, @Nullable OidcAccess oidc, boolean introspect) {

	/**
	 * Return the details of an application.
	 * @param application the application
	 * @return its details
	 */
	static ApplicationDetails of(Application application) {
		return new ApplicationDetails(application.name(), application.home(), application.permission(),
				application.proxy(), application.oidc(), application.introspect());
	}

	/**
	 * Return whether the application proves itself with a secret.
	 * @return whether one of its ways in takes one
	 */
	boolean needsSecret() {
		return this.introspect || (this.oidc != null && !this.oidc.publicClient());
	}

	/**
	 * Return the form that is stored and compared.
	 * @throws InvalidApplicationException if a member is not valid
	 */
	ApplicationDetails canonical() {
		return new ApplicationDetails(ApplicationNames.canonical(this.name),
				(this.home != null) ? ApplicationUris.home(this.home) : null,
				(this.permission != null) ? ApplicationPermissions.check(this.permission) : null,
				(this.proxy != null) ? ProxyAccessCheck.canonical(this.proxy) : null,
				(this.oidc != null) ? OidcAccessCheck.check(this.oidc) : null, this.introspect);
	}

}
