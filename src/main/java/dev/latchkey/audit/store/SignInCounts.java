package dev.latchkey.audit.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.datastore.TimeColumns;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts sign-ins and failures by the hour, for the last day. An hour that is over is
 * counted once, in a statement over an index, and remembered.
 */
public class SignInCounts {

	private static final int HOURS = 24;

	private static final int ROWS = 300;

	// a node that could not reach the database writes the last events later
	private static final Duration SETTLED = Duration.ofMinutes(10);

	private final Cache<Instant, Hour> settled = Caffeine.newBuilder().maximumSize(2 * HOURS).build();

	private final Cache<Instant, Hour> recent = Caffeine.newBuilder()
		.maximumSize(HOURS)
		.expireAfterWrite(Duration.ofSeconds(5))
		.build();

	private final JdbcClient jdbc;

	private final EventFlush flush;

	private final Clock clock;

	SignInCounts(JdbcClient jdbc, EventFlush flush, Clock clock) {
		this.jdbc = jdbc;
		this.flush = flush;
		this.clock = clock;
	}

	/**
	 * Return the numbers of the present hour and the 23 before.
	 * @return the hours, the earliest first
	 */
	public List<Hour> ofLastDay() {
		this.flush.flushWhole();
		Instant now = this.clock.instant();
		Instant present = now.truncatedTo(ChronoUnit.HOURS);
		return IntStream.rangeClosed(1 - HOURS, 0)
			.mapToObj((hour) -> present.plus(Duration.ofHours(hour)))
			.map((hour) -> hour.plus(Duration.ofHours(1)).plus(SETTLED).isBefore(now)
					? this.settled.get(hour, this::count) : this.recent.get(hour, this::count))
			.toList();
	}

	/**
	 * Return names on which attempts failed or were turned away lately.
	 * @param most how many names to return at most
	 * @return the names, among the newest events of the last day
	 */
	public List<String> namesInTrouble(int most) {
		return Stream.of(EventType.THROTTLED, EventType.LOGIN_FAILED)
			.flatMap((type) -> newest(type).stream())
			.sorted(Comparator.comparing(Trouble::occurredAt).reversed())
			.map(Trouble::name)
			.distinct()
			.limit(most)
			.toList();
	}

	private List<Trouble> newest(EventType type) {
		return this.jdbc
			.sql("select subject, occurred_at from audit_event where type = ? and occurred_at >= ?"
					+ " and subject is not null order by occurred_at desc, id desc fetch first ? rows only")
			.params(type.code(), TimeColumns.utc(this.clock.instant().minus(Duration.ofDays(1))), ROWS)
			.query((row, number) -> new Trouble(row.getString("subject"), TimeColumns.instant(row, "occurred_at")))
			.list();
	}

	private Hour count(Instant hour) {
		return new Hour(hour, count(EventType.LOGIN, hour), count(EventType.LOGIN_FAILED, hour));
	}

	private long count(EventType type, Instant hour) {
		return this.jdbc
			.sql("select coalesce(sum(occurrences), 0) from audit_event where type = ? and occurred_at >= ?"
					+ " and occurred_at < ?")
			.params(type.code(), TimeColumns.utc(hour), TimeColumns.utc(hour.plus(Duration.ofHours(1))))
			.query(Long.class)
			.single();
	}

	/**
	 * What happened in an hour.
	 *
	 * @param hour when it began
	 * @param signIns how many logins there were
	 * @param failures how many attempts to log in failed
	 */
	public record Hour(Instant hour, long signIns, long failures) {
	}

	private record Trouble(String name, Instant occurredAt) {

	}

}
