package dev.latchkey.web.client;

import java.util.Collections;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationClient;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.Applications;
import dev.latchkey.application.ClientRefused;
import dev.latchkey.application.InvalidClientException;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;

/**
 * Authenticates the application that is calling, by its {@link ClientCredentials} only:
 * not by a user's cookie or bearer token.
 */
public class ClientAuthentication {

	private final Applications applications;

	private final ApplicationDirectory directory;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	ClientAuthentication(Applications applications, ApplicationDirectory directory, Throttle throttle,
			ApplicationEventPublisher events) {
		this.applications = applications;
		this.directory = directory;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Authenticate the application that is calling by its secret.
	 * @param request the call
	 * @param form its body; all of it was there before this is called, as the application
	 * may have been deleted while it was on its way
	 * @return an application that is registered now
	 * @throws InvalidClientException if there is not the client id and the secret of one
	 * @throws org.springframework.web.server.ResponseStatusException if there are two
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if that failed too often
	 */
	public ApplicationClient authenticate(HttpServletRequest request, ClientForm form) {
		ClientCredentials given = ClientCredentials.of(authorization(request), form);
		try {
			return this.applications.authenticate(given.clientId(), given.secret());
		}
		catch (InvalidClientException ex) {
			// charged afterwards, unlike passwords: trying many at once does not guess
			// 256 random bits, and an application with the right secret asks often and
			// never pays
			this.throttle.charge(AuthenticationAttempt.ofClient(given.clientId(), request.getRemoteAddr()));
			this.events.publishEvent(new ClientRefused(ex.clientId()));
			throw ex;
		}
	}

	/**
	 * Tell which application is calling: one that proves it by its secret, or a public
	 * one, which has none and only says its name (RFC 6749, 2.3.1).
	 * @param request the call
	 * @param form its body, all of it
	 * @return the application as it is registered now
	 * @throws InvalidClientException if it is neither, or has no way in by OpenID Connect
	 * @throws org.springframework.web.server.ResponseStatusException if there are two
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if that failed too often
	 */
	public Application identify(HttpServletRequest request, ClientForm form) {
		@Nullable String clientId = form.get("client_id");
		if (clientId != null && form.get("client_secret") == null && authorization(request).isEmpty()) {
			@Nullable Application known = this.directory.byClientId(clientId);
			@Nullable OidcAccess oidc = (known != null) ? known.oidc() : null;
			if (known != null && oidc != null && oidc.publicClient()) {
				return known;
			}
			throw new InvalidClientException();
		}
		ApplicationClient client = authenticate(request, form);
		@Nullable Application known = this.directory.byClientId(client.clientId());
		// this node may learn of a new registration half a second later
		Application application = (known != null && known.id().equals(client.id())) ? known
				: this.applications.get(client.clientId());
		@Nullable OidcAccess oidc = application.oidc();
		if (oidc == null || oidc.publicClient()) {
			throw new InvalidClientException();
		}
		return application;
	}

	private static List<String> authorization(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
	}

}
