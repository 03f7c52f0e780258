package dev.latchkey.datastore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops connections to a database that answers and cannot be used, which a pool would
 * keep for half an hour: to a server that is read-only, as a primary is after a failover
 * that left its connections open, and to an embedded database that has closed itself
 * because its disk was full, although each connection says that it is valid. All
 * connections of the pool are as old as the one that failed, so all are dropped; once a
 * second at most, because those that replace them may lead to the same server. Decides by
 * the SQL state.
 */
class UnusableConnectionEviction implements SQLExceptionOverride {

	private static final Logger logger = LoggerFactory.getLogger(UnusableConnectionEviction.class);

	/**
	 * Of PostgreSQL: {@code read_only_sql_transaction}, {@code admin_shutdown},
	 * {@code crash_shutdown}, {@code cannot_connect_now}. Of H2: the database or the
	 * connection is closed, or its file cannot be written.
	 */
	private static final Set<String> UNUSABLE = Set.of("25006", "57P01", "57P02", "57P03", "90007", "90028", "90031",
			"90067", "90098", "90121");

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final HikariDataSource pool;

	private final RareLog rare;

	private final LongSupplier nanoTime;

	private final AtomicLong lastEviction;

	UnusableConnectionEviction(HikariDataSource pool, RareLog rare, LongSupplier nanoTime) {
		this.pool = pool;
		this.rare = rare;
		this.nanoTime = nanoTime;
		this.lastEviction = new AtomicLong(nanoTime.getAsLong() - PAUSE);
	}

	@java.lang.Override
	public Override adjudicate(SQLException failure) {
		String state = String.valueOf(failure.getSQLState());
		if (!UNUSABLE.contains(state)) {
			return Override.CONTINUE_EVICT;
		}
		evictAll(state);
		return Override.MUST_EVICT;
	}

	private void evictAll(String state) {
		long last = this.lastEviction.get();
		long now = this.nanoTime.getAsLong();
		HikariPoolMXBean connections = this.pool.getHikariPoolMXBean();
		if (connections != null && now - last >= PAUSE && this.lastEviction.compareAndSet(last, now)) {
			if (this.rare.admits(state)) {
				logger.warn("The database answers with SQL state {}, and cannot be used; connecting again", state);
			}
			connections.softEvictConnections();
		}
	}

}
