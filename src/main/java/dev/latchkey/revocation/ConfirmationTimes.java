package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.latchkey.datastore.TimeColumns;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers for two days how fast what ended was confirmed: one row for each node and
 * hour, so that it costs the same however much ends.
 */
public class ConfirmationTimes {

	private static final Duration KEPT = Duration.ofDays(2);

	private static final List<String> COLUMNS = List.of("within_10", "within_50", "within_100", "within_250",
			"within_1000", "unconfirmed");

	private final ConfirmationTally tally;

	private final NodeId node;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConfirmationTimes(ConfirmationTally tally, NodeId node, JdbcClient jdbc, Clock clock) {
		this.tally = tally;
		this.node = node;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Return how fast nodes confirmed what has ended in the present hour and the 23
	 * before.
	 * @return the numbers of all nodes together
	 */
	public ConfirmationSpeed ofLastDay() {
		write();
		String sums = COLUMNS.stream()
			.map((column) -> "sum(" + column + ") as " + column)
			.reduce((a, b) -> a + ", " + b)
			.orElseThrow();
		return this.jdbc.sql("select " + sums + " from confirmation_count where since >= ?")
			.param(TimeColumns.utc(hour().minus(Duration.ofHours(23))))
			.query((row, number) -> {
				Long[] counts = new Long[COLUMNS.size()];
				for (int i = 0; i < counts.length; i++) {
					counts[i] = row.getLong(COLUMNS.get(i));
				}
				return new ConfirmationSpeed(List.of(counts));
			})
			.single();
	}

	/**
	 * Write what was counted since the last time.
	 */
	synchronized void write() {
		long[] taken = this.tally.take();
		if (Arrays.stream(taken).sum() == 0) {
			return;
		}
		try {
			List<Object> values = IntStream.range(0, taken.length).<Object>mapToObj((i) -> taken[i]).toList();
			String added = COLUMNS.stream()
				.map((column) -> column + " = " + column + " + ?")
				.reduce((a, b) -> a + ", " + b)
				.orElseThrow();
			int updated = this.jdbc.sql("update confirmation_count set " + added + " where since = ? and node = ?")
				.params(values)
				.param(TimeColumns.utc(hour()))
				.param(this.node.value())
				.update();
			if (updated == 0) {
				this.jdbc
					.sql("insert into confirmation_count (" + String.join(", ", COLUMNS)
							+ ", since, node) values (?, ?, ?, ?, ?, ?, ?, ?)")
					.params(values)
					.param(TimeColumns.utc(hour()))
					.param(this.node.value())
					.update();
			}
		}
		catch (DataAccessException ex) {
			this.tally.giveBack(taken);
			throw ex;
		}
	}

	void purge() {
		this.jdbc.sql("delete from confirmation_count where since < ?")
			.param(TimeColumns.utc(this.clock.instant().minus(KEPT)))
			.update();
	}

	private Instant hour() {
		return this.clock.instant().truncatedTo(ChronoUnit.HOURS);
	}

}
