package dev.latchkey.session;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is online, page by page, newest first. Up to some thousand sessions, all is counted
 * and skipped anew each time. Beyond, that would take longer with each session: then the
 * total, and marks in the list from which deep pages are found, are some seconds old. The
 * sessions on a page are live as of now in any case.
 */
class OnlineSessions {

	// after all were ended, nothing that is older has to be read to find that it is over;
	// the hour is for nodes whose clocks differ
	private static final String BEGAN_SINCE_ALL_WERE_ENDED = """
			 and s.started_at >= coalesce(
				(select r.created_at - interval '1' hour
					from revocation_head h join revocation r on r.seq = h.everybody),
				timestamp with time zone '2000-01-01 00:00:00+00')
			""";

	private static final String WHICH = " from user_session s where " + UserSessions.LIVE + BEGAN_SINCE_ALL_WERE_ENDED;

	// "ended_at" is null in all of them, and lets the index give the order
	private static final String ORDER = " order by s.ended_at desc, s.started_at desc, s.handle desc";

	private static final Duration GOOD_FOR = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final LoadingCache<String, Survey> surveys = Caffeine.newBuilder()
		.refreshAfterWrite(GOOD_FOR)
		.expireAfterWrite(LONGEST)
		.build((all) -> survey());

	private final JdbcClient jdbc;

	private final Clock clock;

	private final int exact;

	private final int step;

	/**
	 * Page through sessions.
	 * @param exact how many may be counted and skipped anew
	 * @param step how many lie between two marks
	 */
	OnlineSessions(JdbcClient jdbc, Clock clock, int exact, int step) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.exact = exact;
		this.step = step;
	}

	DevicePage page(int page, int size) {
		long from = (long) page * size;
		long counted = count(null, this.exact + 1);
		if (counted <= this.exact) {
			return new DevicePage(read(null, from, size), page, size, counted);
		}
		Survey survey = Objects.requireNonNull(this.surveys.get(""));
		int before = (int) Math.min(from / this.step, survey.marks().size());
		Mark start = (before > 0) ? survey.marks().get(before - 1) : null;
		return new DevicePage(read(start, from - (long) before * this.step, size), page, size,
				Math.max(counted, survey.total()));
	}

	private List<Device> read(@Nullable Mark start, long skipped, int size) {
		return after(start, (which) -> "select s.*, a.username from (select s.*" + which + ORDER
				+ " offset :skipped rows fetch next :size rows only) s join account a on a.id = s.account_id" + ORDER)
			.param("skipped", skipped)
			.param("size", size)
			.query(UserSessions::device)
			.list();
	}

	private long count(@Nullable Mark start, int most) {
		// in order, or all would be read where there are fewer
		return after(start, (which) -> "select count(*) from (select s.handle" + which + ORDER
				+ " fetch first :most rows only) counted")
			.param("most", most)
			.query(Long.class)
			.single();
	}

	/**
	 * Walk through the list, in steps of which none takes long.
	 */
	private Survey survey() {
		List<Mark> marks = new ArrayList<>();
		Mark last = null;
		while (true) {
			Mark next = after(last,
					(which) -> "select s.started_at, s.handle" + which + ORDER
							+ " offset :skipped rows fetch next 1 rows only")
				.param("skipped", this.step - 1)
				.query((row, number) -> new Mark(row.getObject("started_at", OffsetDateTime.class),
						row.getString("handle")))
				.optional()
				.orElse(null);
			if (next == null) {
				return new Survey((long) marks.size() * this.step + count(last, this.step), List.copyOf(marks));
			}
			marks.add(next);
			last = next;
		}
	}

	private JdbcClient.StatementSpec after(@Nullable Mark start, UnaryOperator<String> statement) {
		if (start == null) {
			return this.jdbc.sql(statement.apply(WHICH)).param("now", now());
		}
		return this.jdbc.sql(statement.apply(WHICH + " and (s.started_at, s.handle) < (:started, :handle)"))
			.param("now", now())
			.param("started", start.startedAt())
			.param("handle", start.handle());
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/**
	 * How many sessions there are, and the last of each so many.
	 */
	private record Survey(long total, List<Mark> marks) {
	}

	/**
	 * A place in the list.
	 */
	private record Mark(OffsetDateTime startedAt, String handle) {
	}

}
