package dev.latchkey.problem;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * An error as clients see it (RFC 9457). Nothing that a client sent is in it, and no
 * exception's text.
 *
 * @param status the status code
 * @param slug what follows {@code urn:latchkey:} in its type
 * @param title what went wrong, for people
 * @param details further members, for machines
 * @param challenge whether the answer asks for a credential, and how
 * @param retryAfter when to try again, or {@code null} where that would not help
 */
public record Problem(HttpStatus status, String slug, String title, Map<String, String> details, Challenge challenge,
		@Nullable Duration retryAfter) {

	/**
	 * How an answer asks for a credential (RFC 9110, 11.6.1).
	 */
	enum Challenge {

		/** Not at all. */
		NONE,
		/** None was there. */
		MISSING,
		/** The one that was there is no good. */
		INVALID,
		/** An application has to say which it is, by its client id and secret. */
		CLIENT

	}

	static Problem of(HttpStatus status, String slug, String title) {
		return new Problem(status, slug, title, Map.of(), Challenge.NONE, null);
	}

	Problem with(String member, String value) {
		return new Problem(this.status, this.slug, this.title, Map.of(member, value), this.challenge, this.retryAfter);
	}

	Problem challenging(Challenge how) {
		return new Problem(this.status, this.slug, this.title, this.details, how, this.retryAfter);
	}

	Problem retryAfter(Duration delay) {
		return new Problem(this.status, this.slug, this.title, this.details, this.challenge, delay);
	}

}
