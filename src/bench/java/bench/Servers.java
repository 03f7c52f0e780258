package bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
final class Servers implements AutoCloseable {

	private final Server redis = TestServers.redis();

	private final TestServers.Database database = TestServers.freshDatabase();

	/**
	 * Return the settings that lead an application here.
	 */
	List<String> settings(Peer peer) {
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

	TestServers.Database database() {
		return this.database;
	}

	RawRedis redis() {
		return new RawRedis(this.redis);
	}

	/**
	 * Return how many commands Redis has run.
	 */
	long commands() {
		return number("commandstats", "calls=(\\d+)", ".*cmdstat_info:.*");
	}

	/**
	 * Return how many bytes Redis uses.
	 */
	long memory() {
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
	 * Return how many transactions the database has seen; a statement on its own is one.
	 */
	long transactions() throws SQLException {
		try (Connection connection = this.database.connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select xact_commit + xact_rollback from pg_stat_database "
						+ "where datname = current_database()")) {
			row.next();
			return row.getLong(1);
		}
	}

	@Override
	public void close() {
		this.redis.close();
	}

}
