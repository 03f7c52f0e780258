package dev.latchkey.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.factor.SecondFactorRequiredException;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ProofTooOldException;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.throttle.TooManyAttemptsException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The errors as clients see them, for a description of the API.
 */
public final class ProblemExamples {

	private ProblemExamples() {
	}

	/**
	 * Return an example of each error that a call is told of.
	 * @return the members of each, by its status and its type, such as
	 * {@code 404 unknown-user}
	 */
	public static Map<String, Map<String, Object>> all() {
		Map<String, Map<String, Object>> examples = new LinkedHashMap<>();
		Stream
			.of(ProblemMapping.uniform(), failures().map(ProblemMapping::problemOf),
					Stream
						.of(HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.NOT_ACCEPTABLE,
								HttpStatus.REQUEST_TIMEOUT, HttpStatus.CONTENT_TOO_LARGE, HttpStatus.URI_TOO_LONG,
								HttpStatus.UNSUPPORTED_MEDIA_TYPE, HttpStatus.MISDIRECTED_REQUEST,
								HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, HttpStatus.SERVICE_UNAVAILABLE)
						.map(StatusProblems::problemOf))
			.flatMap((problems) -> problems)
			.map(Objects::requireNonNull)
			.forEach((problem) -> examples.put(problem.getStatusCode().value() + " " + problem.slug(),
					members(problem.getBody())));
		return examples;
	}

	/**
	 * Return the failures whose problems have members of their own, or headers.
	 */
	private static Stream<Throwable> failures() {
		return Stream.of(new SessionEndedException(EndReason.LOGGED_OUT),
				new ProofTooOldException(Duration.ofMinutes(10)),
				new SecondFactorRequiredException("a ticket", List.of("totp", "recovery_code")),
				new PasswordRejectedException("too_short"), new InvalidApplicationException("hosts", "invalid"),
				new InvalidImportException("invalid_header"), new TooManyAttemptsException(Duration.ofMinutes(1)),
				new ServerBusyException());
	}

	private static Map<String, Object> members(ProblemDetail body) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", String.valueOf(body.getType()));
		members.put("title", String.valueOf(body.getTitle()));
		members.put("status", body.getStatus());
		@Nullable Map<String, Object> more = body.getProperties();
		if (more != null) {
			members.putAll(more);
		}
		return members;
	}

}
