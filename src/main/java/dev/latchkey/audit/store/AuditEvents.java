package dev.latchkey.audit.store;

import java.util.List;

import dev.latchkey.datastore.Page;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events. A reader sees all that was published on this node up to now, unless
 * the database is slow to take it; an owner sees numbers of refusals some seconds late.
 */
public class AuditEvents {

	private static final int RECENT = 50;

	private final EventStore store;

	private final EventFlush flush;

	AuditEvents(EventStore store, EventFlush flush) {
		this.store = store;
		this.flush = flush;
	}

	/**
	 * Return a page of events, newest first.
	 */
	public Page<AuditEvent> page(EventQuery query, int page, int size) {
		this.flush.flush();
		return this.store.page(query, page, size);
	}

	/**
	 * Return the newest events, or those that come after one.
	 */
	public List<AuditEvent> after(@Nullable AuditEvent last, EventQuery query, int size) {
		if (last == null) {
			this.flush.flush();
		}
		return this.store.after(last, query, size);
	}

	/**
	 * Return the most recent events of an account.
	 */
	public List<AuditEvent> recentOf(String accountId, int size) {
		this.flush.flushWhole();
		return this.store.ofAccount(accountId, size);
	}

	/**
	 * Return the most recent events of an account that its owner may see.
	 */
	public List<AuditEvent> recent(Session owner) {
		this.flush.flushWhole();
		return this.store.ofOwner(owner.accountId(), RECENT);
	}

}
