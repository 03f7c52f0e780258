package dev.latchkey.problem;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * An error as clients see it (RFC 9457). It contains nothing that a client sent, and no
 * exception's message.
 */
final class Problem implements ErrorResponse {

	/**
	 * How an answer asks for a credential (RFC 9110, 11.6.1).
	 */
	enum Challenge {

		/** Not at all. */
		NONE,
		/** There was none. */
		MISSING,
		/** The one that was there is not valid. */
		INVALID,
		/** The person has to prove once more who it is (RFC 9470, 3). */
		STEP_UP,
		/** An application has to authenticate with its client id and secret. */
		CLIENT

	}

	private final String slug;

	private final ProblemDetail body;

	private final HttpHeaders headers = new HttpHeaders();

	private Challenge challenge = Challenge.NONE;

	private Duration maxAge = Duration.ZERO;

	private Problem(HttpStatus status, String slug, String title) {
		this.slug = slug;
		this.body = ProblemDetail.forStatus(status);
		this.body.setType(URI.create("urn:latchkey:" + slug));
		this.body.setTitle(title);
	}

	static Problem of(HttpStatus status, String slug, String title) {
		return new Problem(status, slug, title);
	}

	/**
	 * Add a member for programs.
	 */
	Problem with(String member, Object value) {
		this.body.setProperty(member, value);
		return this;
	}

	Problem challenging(Challenge how) {
		this.challenge = how;
		return this;
	}

	/**
	 * Ask for a proof that is not older.
	 */
	Problem stepUp(Duration age) {
		this.maxAge = age;
		return challenging(Challenge.STEP_UP);
	}

	/**
	 * Return how old a proof may be, where one is asked for.
	 */
	Duration maxAge() {
		return this.maxAge;
	}

	/**
	 * Say when to try again.
	 */
	Problem retryAfter(Duration delay) {
		this.headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(delay.toSeconds()));
		return this;
	}

	/**
	 * Say what would have been accepted.
	 * @param header {@code Allow} or {@code Accept}
	 */
	Problem accepting(String header, String values) {
		this.headers.set(header, values);
		return this;
	}

	@Override
	public HttpStatus getStatusCode() {
		return HttpStatus.valueOf(this.body.getStatus());
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public ProblemDetail getBody() {
		return this.body;
	}

	/**
	 * Return what follows {@code urn:latchkey:} in the type.
	 */
	String slug() {
		return this.slug;
	}

	Challenge challenge() {
		return this.challenge;
	}

	@Nullable Object member(String name) {
		return Objects.requireNonNullElse(this.body.getProperties(), Map.<String, Object>of()).get(name);
	}

}
