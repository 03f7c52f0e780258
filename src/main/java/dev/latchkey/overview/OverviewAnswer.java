package dev.latchkey.overview;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.store.SignInCounts;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the last day, and what is so now. What the caller may not see is
 * missing.
 *
 * @param hours sign-ins and failures by the hour, the earliest first
 * @param liveSessions how many sessions are live
 * @param throttled names on which attempts are turned away now, of those in the newest
 * events
 * @param revocations what has ended, and how fast that was confirmed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OverviewAnswer(@Nullable List<SignInCounts.Hour> hours, @Nullable Long liveSessions,
		@Nullable List<String> throttled, @Nullable Revocations revocations) {

	/**
	 * The endings of the last day.
	 *
	 * @param total how many there were
	 * @param unconfirmed how many of them some node had not confirmed within a second
	 * @param confirmed how many all nodes had confirmed, by the time that it took
	 */
	record Revocations(long total, long unconfirmed, List<Within> confirmed) {
	}

	/**
	 * How many were confirmed within a time, and not within the one before.
	 *
	 * @param millis the time in milliseconds
	 * @param count how many
	 */
	record Within(int millis, long count) {
	}

}
