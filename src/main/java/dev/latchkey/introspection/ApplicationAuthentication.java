package dev.latchkey.introspection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.latchkey.application.Application;
import dev.latchkey.application.Applications;
import dev.latchkey.application.InvalidClientException;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;

/**
 * Finds out which application is calling, by HTTP Basic and nothing else (RFC 6749,
 * 2.3.1): neither the body nor a user's cookie or bearer token says it. Client id and
 * secret would have to be form-encoded inside, and ours consist of characters that stay
 * as they are.
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
	 * Return the application that is calling.
	 * @return an application that is registered now
	 * @throws InvalidClientException if there is not exactly one Authorization header
	 * with the client id and the secret of one
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if that was so too often
	 */
	Application of(HttpServletRequest request) {
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
			return this.applications.authenticate(clientId, pair.substring(colon + 1));
		}
		catch (InvalidClientException ex) {
			// paid for afterwards, other than passwords: 256 random bits are not guessed
			// by
			// trying many at once, and an application that is right asks often and never
			// pays
			this.throttle.check(AuthenticationAttempt.ofClient(clientId, request.getRemoteAddr()), Optional::empty);
			this.events.publishEvent(new ClientRefused());
			throw ex;
		}
	}

	private static String decoded(String text) {
		try {
			// each byte a character: what is not ASCII is nobody's
			return new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidClientException();
		}
	}

}
