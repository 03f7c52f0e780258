package dev.latchkey.revocation;

import java.util.List;

import dev.latchkey.crypto.RandomIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocations as Redis holds them, for other applications to read. No node of
 * Latchkey reads them: the log is the truth, and Redis may lose any of them. The head
 * says up to which number the list is complete, and goes up only when it is; a node that
 * finds the head behind the log, or gone, writes what is missing. A head that is ahead of
 * the log is not a node's: the database was restored, or a stranger has written it.
 */
class DenyList {

	private static final Logger logger = LoggerFactory.getLogger(DenyList.class);

	private static final int AT_ONCE = 1_000;

	private final DenyListCommands commands;

	private final RevocationLog log;

	private final LogPosition position;

	private @Nullable Long lastHead;

	DenyList(DenyListCommands commands, RevocationLog log, LogPosition position) {
		this.commands = commands;
		this.log = log;
		this.position = position;
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
			if (!this.log.concernVeryMany(rows)) {
				this.commands.write(rows);
				this.commands.advanceHead(rows.get(0).seq() - 1, rows.get(rows.size() - 1).seq());
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
			Long head = this.commands.head();
			if (head == null) {
				rewrite(applied);
			}
			else if (head > applied && head > this.log.head()) {
				// no node writes ahead of the log, so what the list has is not known
				logger.warn("Redis claims a longer deny-list than there is: writing it again");
				this.commands.deleteHead();
				rewrite(applied);
			}
			else if (head < applied && head.equals(this.lastHead)) {
				this.commands.write(this.log.from(head + 1));
				// not where the list was flushed since
				this.commands.advanceHead(head, applied);
			}
			this.lastHead = head;
		}
		catch (RuntimeException ex) {
			this.lastHead = null;
			logger.debug("The deny-list could not be read", ex);
		}
	}

	/**
	 * Write the whole list: Redis was flushed, or is new. One node at a time does it, and
	 * loses its claim where Redis is flushed once more meanwhile.
	 */
	private void rewrite(long applied) {
		String claim = RandomIds.next();
		if (!this.commands.claim(claim)) {
			return;
		}
		logger.info("Writing the deny-list to Redis, which has none");
		try {
			List<Revocation> rows = this.log.unexpired();
			for (int from = 0; from < rows.size() && this.commands.extendClaim(claim); from += AT_ONCE) {
				this.commands.write(rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
			}
			if (this.commands.extendClaim(claim)) {
				this.commands.raiseHead(applied);
				if (!this.commands.extendClaim(claim)) {
					this.commands.deleteHead();
				}
			}
		}
		finally {
			if (this.commands.extendClaim(claim)) {
				this.commands.deleteClaim();
			}
		}
	}

}
