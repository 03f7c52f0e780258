package dev.latchkey.datastore;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Deletes rows in steps of 1,000. After a long stop, more rows may have expired than a
 * database deletes in the second that one statement may take.
 */
public final class BatchedDelete {

	private static final int AT_ONCE = 1_000;

	private final String statement;

	/**
	 * Describe a delete.
	 * @param table the table
	 * @param key the column that identifies its rows
	 * @param which the condition and the order of the rows to delete, as in
	 * {@code expires_at < ? order by expires_at}
	 */
	public BatchedDelete(String table, String key, String which) {
		this.statement = "delete from %1$s where %2$s in (select %2$s from %1$s where %3$s fetch first %4$d rows only)"
			.formatted(table, key, which, AT_ONCE);
	}

	/**
	 * Delete the rows. Each step commits by itself unless the caller has begun a
	 * transaction.
	 * @param jdbc where the table is
	 * @param parameters the values of the condition's placeholders
	 */
	public void run(JdbcOperations jdbc, Object... parameters) {
		int deleted;
		do {
			deleted = jdbc.update(this.statement, parameters);
		}
		while (deleted == AT_ONCE);
	}

}
