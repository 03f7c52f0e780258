package dev.latchkey.datastore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Deletes rows in steps of 1,000. After a long stop, more rows may have expired than a
 * database deletes in the second that one statement may take. Each step selects the keys
 * first: with the selection in a subquery, H2 evaluates it again for each row.
 */
public final class BatchedDelete {

	private static final int AT_ONCE = 1_000;

	private final String select;

	private final String delete;

	/**
	 * Describe a delete.
	 * @param table the table
	 * @param key the column that identifies its rows
	 * @param condition the condition of the rows to delete, as in {@code expires_at < ?}
	 * @param order the column in whose order to delete them
	 */
	public BatchedDelete(String table, String key, String condition, String order) {
		this.select = "select %s from %s where (%s) order by %s fetch first %s rows only".formatted(key, table,
				condition, order, AT_ONCE);
		// the condition again, as it may have changed for a row in between
		this.delete = "delete from %s where (%s) and %s in ".formatted(table, condition, key);
	}

	/**
	 * Delete the rows. Each step commits by itself unless the caller has begun a
	 * transaction. Where another node deletes the same rows, in an order that the
	 * database chooses, one of the two gives way: the next run deletes what is left.
	 * @param jdbc where the table is
	 * @param parameters the values of the condition's placeholders
	 */
	public void run(JdbcOperations jdbc, Object... parameters) {
		int deleted;
		do {
			deleted = deleteSome(jdbc, parameters);
		}
		while (deleted == AT_ONCE);
	}

	private int deleteSome(JdbcOperations jdbc, Object... parameters) {
		List<Object> keys = jdbc.queryForList(this.select, Object.class, parameters);
		if (keys.isEmpty()) {
			return 0;
		}
		List<Object> values = new ArrayList<>(List.of(parameters));
		values.addAll(keys);
		String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
		try {
			return jdbc.update(this.delete + "(" + marks + ")", values.toArray());
		}
		catch (PessimisticLockingFailureException ex) {
			return 0;
		}
	}

}
