package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Appends rows to the log, with the next numbers, in the caller's transaction.
 */
class RevocationRows {

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Clock clock;

	RevocationRows(JdbcClient jdbc, JdbcOperations batches, Clock clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.clock = clock;
	}

	/**
	 * Append one row.
	 * @param handle the session, or the key's id, or {@code null}
	 * @param expiresAt when no credential that it ends can be alive any more
	 */
	Revocation append(Revocation.Scope scope, @Nullable String accountId, @Nullable String handle, EndReason reason,
			String actor, Instant expiresAt) {
		Revocation row = row(take(1), scope, accountId, handle, reason, actor, expiresAt);
		insert(List.of(row));
		return row;
	}

	/**
	 * Append a row for each of some sessions of an account, or of some grants, in two
	 * round trips.
	 * @param names their handles or ids, and when no credential of each can be alive any
	 * more
	 */
	List<Revocation> append(Revocation.Scope scope, @Nullable String accountId, Map<String, Instant> names,
			EndReason reason, String actor) {
		long seq = take(names.size()) - names.size();
		List<Revocation> rows = new ArrayList<>();
		for (Map.Entry<String, Instant> name : names.entrySet()) {
			seq++;
			rows.add(row(seq, scope, accountId, name.getKey(), reason, actor, name.getValue()));
		}
		insert(rows);
		return rows;
	}

	private Revocation row(long seq, Revocation.Scope scope, @Nullable String accountId, @Nullable String handle,
			EndReason reason, String actor, Instant expiresAt) {
		return new Revocation(seq, RandomIds.next(), scope, accountId, handle, reason, actor, this.clock.instant(),
				expiresAt.plus(Revocation.KEPT_LONGER));
	}

	/**
	 * Take the next numbers, in one round trip. A transaction that wants one waits for
	 * the one that has taken numbers and has not committed.
	 * @return the last of them
	 */
	private long take(int count) {
		GeneratedKeyHolder taken = new GeneratedKeyHolder();
		this.jdbc.sql("update revocation_head set seq = seq + ?").param(count).update(taken, "seq");
		return Objects.requireNonNull(taken.getKeyAs(Long.class));
	}

	private void insert(List<Revocation> rows) {
		this.batches.batchUpdate(
				"insert into revocation (" + RevocationLog.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows,
				rows.size(), (statement, row) -> {
					statement.setLong(1, row.seq());
					statement.setString(2, row.id());
					statement.setString(3, row.scope().name());
					statement.setString(4, row.accountId());
					statement.setString(5, row.handle());
					statement.setString(6, row.reason().name());
					statement.setString(7, row.actor());
					statement.setObject(8, TimeColumns.utc(row.createdAt()));
					statement.setObject(9, TimeColumns.utc(row.expiresAt()));
				});
	}

}
