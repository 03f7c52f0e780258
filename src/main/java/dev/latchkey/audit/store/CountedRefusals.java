package dev.latchkey.audit.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What clients are refused, which they can cause at the price of a packet each. The first
 * refusals of a kind are kept whole. More of them, and all for which the buffer has no
 * room, become one row with their number for each minute, type, reason, account concerned
 * and host; beyond a number of rows, hosts share one. So neither the table nor the log
 * nor the memory grows with what is sent, and every refusal is counted.
 */
public class CountedRefusals {

	private final EventBuffer buffer;

	private final LongSupplier nanoTime;

	private final Map<RefusalCause, RefusalTally> tallies = Stream.of(RefusalCause.values())
		.collect(Collectors.toMap((cause) -> cause, (cause) -> new RefusalTally(cause.allowance())));

	/**
	 * Create them with a clock.
	 * @param buffer where those wait that are kept whole
	 * @param nanoTime nanoseconds that go forward only, even where the clock is set back
	 */
	CountedRefusals(EventBuffer buffer, LongSupplier nanoTime) {
		this.buffer = buffer;
		this.nanoTime = nanoTime;
	}

	/**
	 * Keep a refusal whole, or count it.
	 * @param event the refusal
	 * @return whether it was kept whole; if not, {@link #takeUnlogged} tells of it
	 */
	public synchronized boolean keepWhole(AuditEvent event) {
		long now = this.nanoTime.getAsLong();
		RefusalCause cause = RefusalCause.of(event);
		RefusalTally tally = Objects.requireNonNull(this.tallies.get(cause));
		if (tally.allowsWhole(event, now) && this.buffer.offer(event, cause.share())) {
			return true;
		}
		tally.count(event, now);
		return false;
	}

	/**
	 * Return what was counted in minutes that are over now, each once.
	 */
	public synchronized List<AuditEvent> takeUnlogged() {
		long now = this.nanoTime.getAsLong();
		List<AuditEvent> counted = counts().filter((count) -> count.isUnlogged() && count.isOver(now))
			.map(RefusalCount::takeUnlogged)
			.toList();
		this.tallies.values().forEach((tally) -> tally.endMinutes(now));
		return counted;
	}

	/**
	 * Return all that was counted and not returned yet, because the service stops.
	 */
	public synchronized List<AuditEvent> takeAllUnlogged() {
		return counts().filter(RefusalCount::isUnlogged).map(RefusalCount::takeUnlogged).toList();
	}

	/**
	 * Return the rows of which the database lacks what was counted last.
	 */
	synchronized List<AuditEvent> unwritten() {
		return counts().filter(RefusalCount::isUnwritten).map(RefusalCount::row).toList();
	}

	/**
	 * Remember that the database has these rows.
	 */
	synchronized void markWritten(List<AuditEvent> rows) {
		Map<String, Long> written = rows.stream().collect(Collectors.toMap(AuditEvent::id, AuditEvent::count));
		counts().forEach((count) -> count.markWritten(written));
		this.tallies.values().forEach(RefusalTally::forgetSettled);
	}

	private Stream<RefusalCount> counts() {
		return this.tallies.values().stream().flatMap(RefusalTally::counts);
	}

}
