package dev.latchkey.audit.store;

import java.util.List;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, for those who ask. They see what has happened on this node up to
 * now, unless the database is slow to take it.
 */
public class AuditEvents {

	private static final int RECENT = 50;

	private final EventStore store;

	private final EventWriter writer;

	public AuditEvents(EventStore store, EventWriter writer) {
		this.store = store;
		this.writer = writer;
	}

	public EventPage page(EventQuery filter, int page, int size) {
		this.writer.settle();
		return this.store.page(filter, page, size);
	}

	/**
	 * Return the newest events, or those that come after one.
	 */
	public List<AuditEvent> after(@Nullable AuditEvent last, EventQuery filter, int size) {
		if (last == null) {
			this.writer.settle();
		}
		return this.store.after(last, filter, size);
	}

	/**
	 * Return what lately happened to an account, as its owner sees it.
	 */
	public List<AuditEvent> recent(Session owner) {
		this.writer.settle();
		return this.store.ofOwner(owner.accountId(), RECENT);
	}

}
