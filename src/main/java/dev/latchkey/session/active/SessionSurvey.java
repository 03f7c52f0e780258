package dev.latchkey.session.active;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.datastore.Page;
import dev.latchkey.session.active.ActiveSessionRows.ListPosition;

import org.springframework.dao.QueryTimeoutException;

/**
 * All live sessions, page by page, newest first. Up to some thousand, each request counts
 * and skips all of them. Beyond, that would take longer with each session: then the
 * total, and the positions in the list from which deep pages are found, are some seconds
 * old. The sessions on a page are live as of now in any case.
 */
public class SessionSurvey {

	private static final Duration GOOD_FOR = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final AsyncLoadingCache<String, Survey> surveys = Caffeine.newBuilder()
		.refreshAfterWrite(GOOD_FOR)
		.expireAfterWrite(LONGEST)
		.buildAsync((all) -> survey());

	private final ActiveSessionRows rows;

	private final int exact;

	private final int step;

	private final Duration patience;

	private volatile Survey partial = new Survey(0, List.of(), false);

	/**
	 * Page through sessions.
	 * @param exact how many each request may count and skip
	 * @param step how many lie between two positions
	 * @param patience how long to wait for a survey
	 */
	SessionSurvey(ActiveSessionRows rows, int exact, int step, Duration patience) {
		this.rows = rows;
		this.exact = exact;
		this.step = step;
		this.patience = patience;
	}

	/**
	 * Return a page. Where there are so many sessions that they could not be surveyed in
	 * time, the total is of those that have been surveyed by now.
	 * @throws QueryTimeoutException if the survey has not reached this page
	 */
	Page<ActiveSession> page(int page, int size) {
		long from = (long) page * size;
		long counted = this.rows.count(null, this.exact + 1);
		if (counted <= this.exact) {
			return new Page<>(this.rows.read(null, from, size), page, size, counted);
		}
		Survey survey = surveyed();
		int before = (int) Math.min(from / this.step, survey.positions().size());
		long skipped = from - (long) before * this.step;
		if (!survey.whole() && skipped > this.exact) {
			throw new QueryTimeoutException("Who is online has not been counted as far as page " + page);
		}
		ListPosition start = (before > 0) ? survey.positions().get(before - 1) : null;
		return new Page<>(this.rows.read(start, skipped, size), page, size, Math.max(counted, survey.total()));
	}

	/**
	 * Return how many live sessions there are. Where there are so many that they could
	 * not be counted in time, it is how many have been counted by now.
	 */
	long total() {
		long counted = this.rows.count(null, this.exact + 1);
		return (counted <= this.exact) ? counted : Math.max(counted, surveyed().total());
	}

	private Survey surveyed() {
		try {
			return this.surveys.get("").copy().orTimeout(this.patience.toMillis(), TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof TimeoutException) {
				return this.partial;
			}
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Walk through the list, in steps of which none takes long.
	 */
	private Survey survey() {
		List<ListPosition> positions = new ArrayList<>();
		ListPosition last = null;
		while (true) {
			Survey walked = new Survey((long) positions.size() * this.step, List.copyOf(positions), false);
			this.partial = walked;
			ListPosition next = this.rows.position(last, this.step).orElse(null);
			if (next == null) {
				return new Survey(walked.total() + this.rows.count(last, this.step), walked.positions(), true);
			}
			positions.add(next);
			last = next;
		}
	}

	/**
	 * How many sessions there are, and the last of each step.
	 *
	 * @param whole whether the survey has reached the end of the list
	 */
	private record Survey(long total, List<ListPosition> positions, boolean whole) {
	}

}
