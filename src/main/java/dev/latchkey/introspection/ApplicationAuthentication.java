package dev.latchkey.introspection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import dev.latchkey.application.Applications;
import dev.latchkey.application.InvalidClientException;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;

/**
 * Authenticates the application that is calling, by HTTP Basic only (RFC 6749, 2.3.1):
 * not by the body, nor by a user's cookie or bearer token. Client id and secret would
 * have to be form-encoded, but consist of characters that form encoding leaves as they
 * are.
 */
class ApplicationAuthentication {

	private static final String SCHEME = "Basic ";

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
	 * @return an application that is registered now
	 * @throws InvalidClientException if there is not exactly one Authorization header
	 * with the client id and the secret of one
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if that failed too often
	 */
	ActingApplication authenticate(HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		// the scheme is case-insensitive: RFC 9110, 11.1
		if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			throw new InvalidClientException();
		}
		String pair = decoded(headers.get(0).substring(SCHEME.length()).strip());
		int colon = pair.indexOf(':');
		if (colon < 0) {
			throw new InvalidClientException();
		}
		String clientId = pair.substring(0, colon);
		try {
			return new ActingApplication(this.applications.authenticate(clientId, pair.substring(colon + 1)),
					this.applications);
		}
		catch (InvalidClientException ex) {
			// charged afterwards, unlike passwords: trying many at once does not guess
			// 256 random bits, and an application with the right secret asks often and
			// never pays
			this.throttle.charge(AuthenticationAttempt.ofClient(clientId, request.getRemoteAddr()));
			this.events.publishEvent(new ClientRefused(ex.clientId()));
			throw ex;
		}
	}

	private static String decoded(String text) {
		try {
			// a character for each byte: no application's credentials have
			// others than ASCII
			return new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidClientException();
		}
	}

}
