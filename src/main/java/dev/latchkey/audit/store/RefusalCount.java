package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A row that counts refusals. It shows what all of them have in common, and the time of
 * the last. Not safe for use by several threads.
 */
final class RefusalCount {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final @Nullable String network;

	private AuditEvent row;

	private long since;

	private long logged;

	private long written;

	RefusalCount(AuditEvent first, RefusalKey key, long now) {
		this.network = key.network();
		this.row = first;
		this.since = now;
	}

	void add(AuditEvent next) {
		AuditEvent all = this.row;
		String address = Objects.equals(all.address(), next.address()) ? all.address() : this.network;
		this.row = new AuditEvent(all.id(), next.time(), all.type(), common(all.actor(), next.actor()),
				common(all.accountId(), next.accountId()), common(all.subject(), next.subject()),
				common(all.handle(), next.handle()), address, common(all.userAgent(), next.userAgent()), all.reason(),
				common(all.detail(), next.detail()), all.count() + 1);
	}

	private static @Nullable String common(@Nullable String one, @Nullable String other) {
		return Objects.equals(one, other) ? one : null;
	}

	/**
	 * Return whether the minute is over in which it counts.
	 */
	boolean isOver(long now) {
		return now - this.since >= MINUTE;
	}

	/**
	 * Begin another minute.
	 */
	void goOn(long now) {
		this.since = now;
	}

	boolean isUnwritten() {
		return this.row.count() > this.written;
	}

	boolean isUnlogged() {
		return this.row.count() > this.logged;
	}

	AuditEvent row() {
		return this.row;
	}

	/**
	 * Return what has been counted since the last time that this was called.
	 */
	AuditEvent takeUnlogged() {
		AuditEvent more = this.row.withCount(this.row.count() - this.logged);
		this.logged = this.row.count();
		return more;
	}

	/**
	 * Remember what the database has of this row, if it was written.
	 * @param counts the number that was written in each row, by the row's id
	 */
	void markWritten(Map<String, Long> counts) {
		this.written = counts.getOrDefault(this.row.id(), this.written);
	}

}
