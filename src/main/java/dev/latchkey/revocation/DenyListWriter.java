package dev.latchkey.revocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.ListBatches;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the deny-list in Redis lacks. Much of it is written ten times at once, and
 * then once a minute: a stranger with access to Redis can delete it as often as it likes.
 */
class DenyListWriter {

	private static final Logger logger = LoggerFactory.getLogger(DenyListWriter.class);

	private static final int ROWS = 1_000;

	private static final int AT_ONCE = 10;

	private final DenyListHead head;

	private final DenyListEntries entries;

	private final RevocationLog log;

	private final RewriteAllowance allowance;

	DenyListWriter(DenyListHead head, DenyListEntries entries, RevocationLog log, LongSupplier nanoTime) {
		this.head = head;
		this.entries = entries;
		this.log = log;
		this.allowance = new RewriteAllowance(AT_ONCE, nanoTime);
	}

	/**
	 * Write the whole list and its head: Redis was flushed, or is new. One node at a time
	 * does it, and loses its claim where Redis is flushed once more meanwhile.
	 * @param applied the number up to which this node knows the log
	 * @return whether this node has written it
	 */
	boolean writeAll(long applied) {
		if (!this.allowance.isLeft()) {
			return false;
		}
		String claim = RandomIds.next();
		if (!this.head.claim(claim)) {
			return false;
		}
		try {
			return writeAll(claim, applied);
		}
		finally {
			if (this.head.extendClaim(claim)) {
				this.head.deleteClaim();
			}
		}
	}

	/**
	 * Write what the log has beyond a head, and move the head.
	 * @param head where the head is
	 * @param applied the number up to which this node knows the log
	 */
	void writeAfter(long head, long applied) {
		boolean much = applied - head > ROWS;
		if (much && !this.allowance.isLeft()) {
			return;
		}
		List<Revocation> rows = withoutSuperseded(this.log.from(head + 1));
		if (much || this.entries.makeVeryMany(rows)) {
			if (!this.allowance.isLeft()) {
				return;
			}
			this.allowance.use();
		}
		this.entries.write(rows);
		// not where the list was flushed since
		this.head.advance(head, applied);
	}

	private boolean writeAll(String claim, long applied) {
		List<Revocation> rows = withoutSuperseded(this.log.unexpired());
		// not before: a log that cannot be read costs nothing
		this.allowance.use();
		if (!rows.isEmpty()) {
			logger.info("Writing the deny-list to Redis");
		}
		for (List<Revocation> batch : ListBatches.of(rows, ROWS)) {
			if (!this.head.extendClaim(claim)) {
				return false;
			}
			this.entries.write(batch);
		}
		if (!this.head.extendClaim(claim)) {
			return false;
		}
		this.head.raise(applied);
		if (!this.head.extendClaim(claim)) {
			this.head.delete();
			return false;
		}
		return true;
	}

	/**
	 * Leave out a role's endings but the last: each would write as many entries as
	 * accounts have the role, and the last writes the highest number to all of them.
	 */
	private static List<Revocation> withoutSuperseded(List<Revocation> rows) {
		Map<@Nullable String, Revocation> newest = new HashMap<>();
		rows.stream().filter(DenyListWriter::isOfRole).forEach((row) -> newest.put(row.handle(), row));
		return rows.stream().filter((row) -> !isOfRole(row) || row.equals(newest.get(row.handle()))).toList();
	}

	private static boolean isOfRole(Revocation row) {
		return row.scope() == Revocation.Scope.ROLE;
	}

}
