package dev.latchkey.problem;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/**
 * The problems of which there is no more to say than their status does.
 */
final class StatusProblems {

	static final Duration SOON = Duration.ofSeconds(1);

	private StatusProblems() {
	}

	static Problem problemOf(HttpStatus status) {
		return switch (status) {
			case BAD_REQUEST -> Problem.of(status, "invalid-request", "The request is not valid");
			case NOT_FOUND -> Problem.of(status, "not-found", "There is nothing here");
			case CONTENT_TOO_LARGE -> Problem.of(status, "too-large", "The request is too large");
			case SERVICE_UNAVAILABLE -> unavailable();
			default -> status.is5xxServerError()
					? Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong here")
					: Problem.of(status, status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
							status.getReasonPhrase());
		};
	}

	/**
	 * Return the problem for an exception of Spring, with the methods (RFC 9110, 15.5.6)
	 * and the media types (15.5.16) that it lists as supported.
	 */
	static Problem problemOf(ErrorResponse response) {
		Problem problem = problemOf(HttpStatus.valueOf(response.getStatusCode().value()));
		for (String header : List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT)) {
			@Nullable String values = response.getHeaders().getFirst(header);
			if (values != null) {
				problem.accepting(header, values);
			}
		}
		return problem;
	}

	static Problem unavailable() {
		return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Something that is needed does not answer")
			.retryAfter(SOON);
	}

}
