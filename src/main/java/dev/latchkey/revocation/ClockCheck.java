package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import dev.latchkey.datastore.StartStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says at the start that the node's clock and the database's are far apart: leases go by
 * one, and tokens and sessions by the other.
 */
class ClockCheck implements StartStep {

	private static final Logger logger = LoggerFactory.getLogger(ClockCheck.class);

	/** As much as the clocks of two nodes may differ by default. */
	private static final Duration TOLERATED = Duration.ofSeconds(5);

	private final JdbcClient jdbc;

	private final Clock clock;

	ClockCheck(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public void run() {
		Instant before = this.clock.instant();
		Instant there = this.jdbc.sql("select current_timestamp")
			.query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
			.single();
		Instant after = this.clock.instant();
		if (there.isBefore(before.minus(TOLERATED)) || there.isAfter(after.plus(TOLERATED))) {
			Duration ahead = Duration.between(there, after);
			logger.warn(
					"The clock of this machine is {} s {} the database's. Set both by NTP: until then, sessions and "
							+ "tokens last longer or shorter than they should",
					ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
		}
	}

}
