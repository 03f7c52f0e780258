package dev.latchkey.audit.web;

import java.time.Instant;

import dev.latchkey.audit.store.EventQuery;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.text.SafeText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads an {@link EventQuery} from the parameters of a request.
 */
final class EventQueries {

	// what every database can hold
	private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

	private EventQueries() {
	}

	/**
	 * Return what a request asks for.
	 * @throws ResponseStatusException with status 400 if there is no such type or time
	 */
	static EventQuery queryOf(@Nullable String type, @Nullable String subject, @Nullable Instant from,
			@Nullable Instant to) {
		return new EventQuery(requireKnown(type), SafeText.escape(subject, 128), requirePossible(from),
				requirePossible(to));
	}

	private static @Nullable EventType requireKnown(@Nullable String type) {
		return (type == null || type.isEmpty()) ? null
				: EventType.of(type).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
	}

	private static @Nullable Instant requirePossible(@Nullable Instant time) {
		if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return time;
	}

}
