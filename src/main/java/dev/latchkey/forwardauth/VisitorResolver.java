package dev.latchkey.forwardauth;

import dev.latchkey.application.Application;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.grant.HostCredentials;
import dev.latchkey.grant.InvalidHostCredentialException;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.Transport;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

/**
 * Finds out who visits an application: by the cookie of its host, and by an access token
 * where the application leaves {@code Authorization} to Latchkey. All else that a request
 * carries is the application's, and is not looked at.
 */
class VisitorResolver {

	private final HostCredentials hostCredentials;

	private final HostCookies cookies;

	private final CredentialResolver resolver;

	private final CredentialCheck credentialCheck;

	private final boolean bearers;

	VisitorResolver(HostCredentials hostCredentials, HostCookies cookies, CredentialResolver resolver,
			CredentialCheck credentialCheck, Mode mode) {
		this.hostCredentials = hostCredentials;
		this.cookies = cookies;
		this.resolver = resolver;
		this.credentialCheck = credentialCheck;
		this.bearers = mode.transports().contains(Transport.BEARER);
	}

	/**
	 * Return the session of a visitor. Of several credentials the first that opens one
	 * counts.
	 * @throws AuthenticationCredentialsNotFoundException if the request carries none
	 * @throws InvalidCredentialException if none is authentic
	 * @throws SessionEndedException if a session that one opened has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 */
	Session resolve(HttpServletRequest request, Application application, String host) {
		RuntimeException refusal = new AuthenticationCredentialsNotFoundException("no host credential");
		@Nullable Credential token = token(request, application);
		if (token != null) {
			try {
				return this.credentialCheck.open(token);
			}
			catch (InvalidCredentialException | SessionEndedException ex) {
				refusal = ex;
			}
		}
		for (String value : this.cookies.credentials(request, host)) {
			try {
				return this.hostCredentials.open(value, application, host);
			}
			catch (SessionEndedException ex) {
				refusal = ex;
			}
			catch (InvalidHostCredentialException ex) {
				refusal = (refusal instanceof SessionEndedException) ? refusal : new InvalidCredentialException();
			}
		}
		throw refusal;
	}

	private @Nullable Credential token(HttpServletRequest request, Application application) {
		@Nullable ProxyAccess proxy = application.proxy();
		return (this.bearers && proxy != null && proxy.bearer()) ? this.resolver.bearer(request) : null;
	}

}
