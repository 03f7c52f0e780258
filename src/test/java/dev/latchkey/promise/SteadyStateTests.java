package dev.latchkey.promise;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import dev.latchkey.harness.Asking;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.ProxiedApplication;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a signed-in request costs besides its own work. The servers themselves count; what
 * the node does on its own, twice a second and however many requests there are, is in the
 * counts as well.
 */
class SteadyStateTests {

	private static final int REQUESTS = Repetitions.of(2_000, 500);

	// far more than the node does on its own in that time, far less than one a request
	private static final long BESIDES = REQUESTS / 2;

	@ParameterizedTest
	@EnumSource
	void sendsNothingToRedisAndTheDatabaseForASignedInRequest(Mode mode) throws Exception {
		try (Server redis = TestServers.redis()) {
			TestServers.Database database = TestServers.freshDatabase();
			try (Latchkey latchkey = Latchkey.in(mode)
				.on(redis, database)
				.with("latchkey.web.public-url", "http://localhost:{port}")
				.with("latchkey.web.trusted-proxies", "127.0.0.1")
				.start()) {
				Client client = latchkey.login(latchkey.newPerson("USER"));
				client.get("/api/me").expect(200);
				String wiki = "https://" + ProxiedApplication.at(latchkey).host();
				ProxiedBrowser browser = new ProxiedBrowser(latchkey).of(latchkey.newPerson("USER"));
				browser.visit(Asking.BY_HEADERS, wiki, "/").last().expect(200);
				long commands = commands(latchkey);
				long transactions = transactions(database);
				for (int i = 0; i < REQUESTS; i++) {
					if (i % 2 == 0) {
						client.get("/api/me").expect(200);
					}
					else {
						browser.ask(Asking.BY_HEADERS, "GET", wiki, "/x").send().expect(200);
					}
				}
				assertThat(commands(latchkey) - commands).as("Redis commands").isLessThan(BESIDES);
				assertThat(transactions(database) - transactions).as("transactions").isLessThan(BESIDES);
				latchkey.login(Latchkey.ADMIN);
				assertThat(commands(latchkey) - commands).as("the count counts").isPositive();
			}
		}
	}

	private static long commands(Latchkey latchkey) {
		Properties stats = latchkey.bean(StringRedisTemplate.class)
			.execute((RedisCallback<Properties>) (connection) -> connection.serverCommands().info("stats"));
		return Long.parseLong(stats.getProperty("total_commands_processed"));
	}

	/**
	 * Return how many transactions the database has seen, by its own count of transaction
	 * ids and snapshots: reads count as well.
	 */
	private static long transactions(TestServers.Database database) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			// a backend reports once it has been idle for a second
			statement.execute("select pg_sleep(2)");
			try (ResultSet row = statement.executeQuery("select xact_commit + xact_rollback from pg_stat_database "
					+ "where datname = current_database()")) {
				row.next();
				return row.getLong(1);
			}
		}
	}

}
