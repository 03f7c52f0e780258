package dev.latchkey.bench.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;

/**
 * A Redis and a PostgreSQL for one application, and what they have counted.
 */
public final class DataServers implements AutoCloseable {

	private static final CountingPostgres POSTGRES = new CountingPostgres();

	private final Server redis = TestServers.redis();

	private final TestServers.Database database = TestServers.freshDatabase(POSTGRES.server());

	/**
	 * Return the settings that lead an application here.
	 */
	public List<String> settings(Peer peer) {
		List<String> settings = new ArrayList<>(
				List.of("--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + this.redis.port()));
		if (peer.isLatchkey()) {
			settings.addAll(List.of(
					"--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + this.database.port() + "/"
							+ this.database.name(),
					"--spring.datasource.username=postgres", "--spring.datasource.password=only-for-tests"));
		}
		return settings;
	}

	public TestServers.Database database() {
		return this.database;
	}

	public RawRedis redis() {
		return new RawRedis(this.redis);
	}

	/**
	 * Return how many commands Redis has run.
	 */
	public long commands() {
		return number("commandstats", "calls=(\\d+)", ".*cmdstat_info:.*");
	}

	/**
	 * Return how many bytes Redis uses.
	 */
	public long memory() {
		return number("memory", "used_memory:(\\d+)", "");
	}

	private long number(String section, String pattern, String without) {
		try (RawRedis connection = redis()) {
			return String.valueOf(connection.call("INFO " + section))
				.lines()
				.filter((line) -> !line.matches(without))
				.map(Pattern.compile(pattern)::matcher)
				.filter(Matcher::find)
				.mapToLong((match) -> Long.parseLong(match.group(1)))
				.sum();
		}
	}

	/**
	 * Return how many statements the database has seen.
	 */
	public long statements() throws SQLException, InterruptedException {
		return POSTGRES.count(this.database.name());
	}

	/**
	 * Return what is counted as a statement: where the database cannot count these, its
	 * transactions.
	 */
	public static String counted() {
		return POSTGRES.counted();
	}

	@Override
	public void close() {
		this.redis.close();
	}

}
