package dev.latchkey.oidc;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.latchkey.application.InvalidClientException;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.oauth.InvalidGrantException;
import dev.latchkey.oauth.InvalidScopeException;
import dev.latchkey.oauth.TooManyPushedRequestsException;
import dev.latchkey.session.SessionEndedException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers the errors of OAuth 2.0 in its own form (RFC 6749, 5.2). Failures that the
 * application has not caused, such as a database that is away, are answered as everywhere
 * else.
 */
@RestControllerAdvice(annotations = ClientEndpoint.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientErrors {

	@ExceptionHandler
	ResponseEntity<Map<String, String>> refused(OAuthException ex) {
		return answer(HttpStatus.BAD_REQUEST, ex.error(), ex.description());
	}

	@ExceptionHandler({ InvalidGrantException.class, SessionEndedException.class })
	ResponseEntity<Map<String, String>> invalidGrant() {
		return answer(HttpStatus.BAD_REQUEST, "invalid_grant", "What was presented is not valid, or no longer");
	}

	@ExceptionHandler(InvalidScopeException.class)
	ResponseEntity<Map<String, String>> invalidScope() {
		return answer(HttpStatus.BAD_REQUEST, "invalid_scope", "The scope is more than was granted");
	}

	@ExceptionHandler({ InvalidClientException.class, UnknownApplicationException.class })
	ResponseEntity<Map<String, String>> invalidClient() {
		ResponseEntity<Map<String, String>> answer = answer(HttpStatus.UNAUTHORIZED, "invalid_client",
				"This is not a registered application, or not its secret");
		return ResponseEntity.status(answer.getStatusCode())
			.headers(answer.getHeaders())
			.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"latchkey\"")
			.body(answer.getBody());
	}

	/**
	 * Answer that too many wait (RFC 9126, 2.3).
	 */
	@ExceptionHandler
	ResponseEntity<Map<String, String>> tooMany(TooManyPushedRequestsException ex) {
		ResponseEntity<Map<String, String>> answer = answer(HttpStatus.TOO_MANY_REQUESTS, "temporarily_unavailable",
				"Too many pushed requests of this application wait for a browser");
		return ResponseEntity.status(answer.getStatusCode())
			.headers(answer.getHeaders())
			.header(HttpHeaders.RETRY_AFTER, String.valueOf(ex.retryAfter().toSeconds()))
			.body(answer.getBody());
	}

	/**
	 * Answer a repeated parameter, a missing one, or two kinds of credentials.
	 */
	@ExceptionHandler
	ResponseEntity<Map<String, String>> invalidRequest(ResponseStatusException ex) {
		if (!ex.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST)) {
			throw ex;
		}
		return answer(HttpStatus.BAD_REQUEST, "invalid_request", "A parameter is missing, repeated or in the URL");
	}

	private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String error, String description) {
		Map<String, String> body = new LinkedHashMap<>();
		body.put("error", error);
		body.put("error_description", description);
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
	}

}
