package dev.latchkey.revocation;

import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocations as Redis holds them, for other applications to read. No node of
 * Latchkey reads them: the log is the truth, and Redis may lose any of them. The head
 * says up to which number the list is complete, and goes up only when it is; a node that
 * finds the head behind the log, or gone, writes what is missing. A head that is ahead of
 * the log is not a node's: the database was restored, or a stranger has written it. It is
 * set right at once, and the list is written again, but only once a minute: a stranger
 * can write a head as often as it likes.
 */
class DenyList {

	private static final Logger logger = LoggerFactory.getLogger(DenyList.class);

	private final DenyListHead head;

	private final DenyListEntries entries;

	private final RevocationLog log;

	private final LogPosition position;

	private final DenyListWriter writer;

	private final RewriteAllowance allowance;

	private @Nullable Long lastHead;

	private boolean wasAhead;

	DenyList(DenyListHead head, DenyListEntries entries, RevocationLog log, LogPosition position,
			LongSupplier nanoTime) {
		this.head = head;
		this.entries = entries;
		this.log = log;
		this.position = position;
		this.writer = new DenyListWriter(head, entries, log, nanoTime);
		this.allowance = new RewriteAllowance(1, nanoTime);
	}

	/**
	 * Write what was just committed. That Redis does not answer is no error: the rows are
	 * written when it does. So are those of a role that very many accounts have, for
	 * which the caller does not wait.
	 */
	void write(List<Revocation> rows) {
		if (rows.isEmpty()) {
			return;
		}
		try {
			if (!this.entries.makeVeryMany(rows)) {
				this.entries.write(rows);
				this.head.advance(rows.get(0).seq() - 1, rows.get(rows.size() - 1).seq());
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The deny-list could not be written; it will be when Redis answers", ex);
		}
	}

	/**
	 * Write to Redis what it lacks of the log. A head that is behind twice in a row is
	 * not just about to be raised by another node.
	 */
	synchronized void catchUp() {
		try {
			long applied = this.position.applied();
			Long head = head(applied);
			if (this.wasAhead && this.allowance.isLeft()) {
				logger.warn("Redis claimed a longer deny-list than there is: writing it again");
				this.wasAhead = false;
				this.allowance.use();
				this.head.delete();
				head = this.writer.writeAll(applied) ? applied : null;
			}
			else if (head == null) {
				head = this.writer.writeAll(applied) ? applied : null;
			}
			else if (head < applied && head.equals(this.lastHead)) {
				this.writer.writeAfter(head, applied);
			}
			this.lastHead = head;
		}
		catch (RuntimeException ex) {
			this.lastHead = null;
			logger.debug("The deny-list could not be read", ex);
		}
	}

	/**
	 * Return the head. One that is ahead of the log is replaced by the last one that was
	 * not: no node writes ahead of the log, so it is unknown which entries the list still
	 * has.
	 */
	private @Nullable Long head(long applied) {
		Long head = this.head.read();
		if (head == null || head <= applied || head <= this.log.head()) {
			return head;
		}
		this.wasAhead = true;
		if (this.lastHead == null) {
			this.head.delete();
			return null;
		}
		long known = Math.min(this.lastHead, applied);
		this.head.replace(head, known);
		return known;
	}

}
