package dev.latchkey.introspection;

import java.util.Collections;

import dev.latchkey.application.Applications;
import dev.latchkey.application.InvalidClientException;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;

/**
 * Authenticates the application that is calling, by its {@link ClientCredentials} only:
 * not by a user's cookie or bearer token.
 */
class ApplicationAuthentication {

	private final Applications applications;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	ApplicationAuthentication(Applications applications, Throttle throttle, ApplicationEventPublisher events) {
		this.applications = applications;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Authenticate the application that is calling.
	 * @param request the call
	 * @param form its body; all of it was there before this is called, as the application
	 * may have been deleted while it was on its way
	 * @return an application that is registered now
	 * @throws InvalidClientException if there is not the client id and the secret of one
	 * @throws org.springframework.web.server.ResponseStatusException if there are two
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if that failed too often
	 */
	ActingApplication authenticate(HttpServletRequest request, TokenForm form) {
		ClientCredentials given = ClientCredentials.of(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)),
				form);
		try {
			return new ActingApplication(this.applications.authenticate(given.clientId(), given.secret()),
					this.applications);
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

}
