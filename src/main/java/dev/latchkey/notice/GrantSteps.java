package dev.latchkey.notice;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Divides the grants into steps, in the order of their ids. A statement that looks
 * through one ends in a fraction of the second that it may take, however few of very many
 * grants it finds.
 */
class GrantSteps {

	/** How many a statement looks through. */
	static final int LOOKED_AT = 5_000;

	/** How many it finds at most. */
	static final int FOUND = 200;

	private final JdbcClient jdbc;

	GrantSteps(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return the last grant that a statement looks at.
	 * @param place the last one that was looked at before; empty for none
	 * @return the grant, or nothing if it looks at all that are left
	 */
	Optional<String> end(String place) {
		return this.jdbc
			.sql("select id from application_grant where id > ? order by id offset ? rows fetch first row only")
			.params(place, LOOKED_AT - 1)
			.query(String.class)
			.optional();
	}

	/**
	 * Return the last grant of an application that a statement looks at.
	 * @param place as above
	 */
	Optional<String> end(String place, String applicationId) {
		return this.jdbc.sql("""
				select id from application_grant where application_id = ? and id > ?
				order by id offset ? rows fetch first row only
				""").params(applicationId, place, LOOKED_AT - 1).query(String.class).optional();
	}

	/**
	 * What was found in a step.
	 *
	 * @param found the grants
	 * @param place the last one that was looked at, or {@code null} if there are no more
	 */
	record Step(List<SweptGrants.Found> found, @Nullable String place) {

		/**
		 * Return a step.
		 * @param end the last grant that the statement looked at, if it found fewer than
		 * it may
		 */
		static Step of(List<SweptGrants.Found> found, Optional<String> end) {
			if (found.size() < FOUND && end.isPresent()) {
				return new Step(found, end.get());
			}
			return new Step(found, found.isEmpty() ? null : found.get(found.size() - 1).grant());
		}

	}

}
