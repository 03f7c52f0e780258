package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class PostgresTests {

	@TempDir
	private static Path data;

	private static EmbeddedPostgres postgres;

	@TempDir
	Path directory;

	@BeforeAll
	static void start() throws Exception {
		postgres = EmbeddedPostgres.builder().setDataDirectory(data).start();
		Path hosts = data.resolve("pg_hba.conf");
		Files.writeString(hosts, """
				host all known 127.0.0.1/32 scram-sha-256
				host all shut 127.0.0.1/32 reject
				host all known ::1/128 scram-sha-256
				host all shut ::1/128 reject
				""" + Files.readString(hosts));
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					create role known login password 'right'; create role shut login; create role guest login;
					create role reader superuser login; alter role reader set default_transaction_read_only = on;
					select pg_reload_conf()""");
			statement.execute("create database bare");
		}
		try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "bare"));
				Statement statement = connection.createStatement()) {
			// as it is out of the box since PostgreSQL 15
			statement.execute("revoke create on schema public from public");
		}
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@Test
	void isGivenUpOnWhereItHangsAndIsThereAgainWhenItGoesOn() throws Exception {
		try (ConfigurableApplicationContext context = EmbeddedApplication.start(settings(Map.of()))) {
			JdbcClient database = context.getBean(JdbcClient.class);
			assertThat(ask(database)).isEqualTo(1);
			// the parent first: once it has stopped, the pool gets no new workers from it
			Signals.send("STOP", servers().get(0));
			List<ProcessHandle> servers = servers();
			assertThat(servers).isNotEmpty();
			try {
				for (ProcessHandle server : servers) {
					Signals.send("STOP", server);
				}
				for (int request = 0; request < 5; request++) {
					long start = System.nanoTime();
					assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> ask(database));
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
				}
			}
			finally {
				for (ProcessHandle server : servers) {
					Signals.send("CONT", server);
				}
			}
			await().atMost(Duration.ofSeconds(30))
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(ask(database)).isEqualTo(1));
		}
	}

	@Test
	void isMigratedHoweverLongThatTakes() throws IOException {
		Files.writeString(this.directory.resolve("V1__slow.sql"),
				"create table slow as select 1 as one from pg_sleep(2.5);");
		Map<String, String> settings = settings(
				Map.of("spring.flyway.locations", "filesystem:" + this.directory, "spring.flyway.table", "slow_history",
						"spring.flyway.baseline-on-migrate", "true", "spring.flyway.baseline-version", "0"));
		try (ConfigurableApplicationContext context = EmbeddedApplication.start(settings)) {
			assertThat(context.getBean(JdbcClient.class).sql("select one from slow").query(Integer.class).single())
				.isEqualTo(1);
		}
	}

	@Test
	void isWaitedForAndEndsTheStartWithASentenceWhereItCannotBeReached(CapturedOutput output) {
		startFails(Map.of("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/latchkey?password=secret",
				"latchkey.datastore.patience", "1s"));
		assertThat(output).contains(
				"The database jdbc:postgresql://127.0.0.1:1/latchkey cannot be reached. Waiting for it, for 1 s at most.")
			.contains("APPLICATION FAILED TO START")
			.contains("correct spring.datasource.url")
			.doesNotContain("secret")
			.doesNotContain("\tat ");
	}

	@Test
	void isNotWaitedForOnceTheProcessIsToldToStop() throws Exception {
		Map<String, String> settings = settings(Map.of("spring.datasource.url",
				"jdbc:postgresql://127.0.0.1:1/latchkey", "latchkey.datastore.patience", "1h"));
		try (ChildJvm child = ChildJvm.start(this.directory.resolve("output"), settings)) {
			await().atMost(Duration.ofSeconds(60)).until(() -> child.said().contains("Waiting for it"));
			Signals.send("TERM", child.process().toHandle());
			await().atMost(Duration.ofSeconds(20)).until(() -> !child.process().isAlive());
			assertThat(child.said()).doesNotContain("FAILED TO START").doesNotContain("\tat ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			user=known&password=wrong | does not accept this user and password.
			user=known | refuses the connection.
			user=shut | does not let this user in from this host.
			user=postgres&sslmode=require | refuses the connection.
			user=reader | is read-only
			user=guest | does not let this user create tables.
			""")
	void endsTheStartWithASentenceWhereItRefuses(String parameters, String fault, CapturedOutput output) {
		startFails(
				Map.of("spring.datasource.url", postgres.getJdbcUrl("", "bare").replaceFirst("\\?.*", "?") + parameters,
						"spring.datasource.username", ""));
		assertThat(output).contains("/bare " + fault).doesNotContain("wrong").doesNotContain("\tat ");
	}

	@Test
	void endsTheStartWithASentenceWhereItHangs(CapturedOutput output) throws Exception {
		List<ProcessHandle> servers = servers();
		try {
			for (ProcessHandle server : servers) {
				Signals.send("STOP", server);
			}
			startFails(Map.of());
		}
		finally {
			for (ProcessHandle server : servers) {
				Signals.send("CONT", server);
			}
		}
		assertThat(output).contains("cannot be reached.").doesNotContain("\tat ");
	}

	@Test
	void endsTheStartWithASentenceWhereItDoesNotExist(CapturedOutput output) {
		startFails(Map.of("spring.datasource.url", postgres.getJdbcUrl("postgres", "nothing")));
		assertThat(output).contains("/nothing does not exist on that server.").doesNotContain("\tat ");
	}

	@Test
	void endsTheStartWithASentenceWhereItIsAnothers(CapturedOutput output) throws Exception {
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database others");
		}
		String url = postgres.getJdbcUrl("postgres", "others");
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute("create table theirs (id integer)");
		}
		startFails(Map.of("spring.datasource.url", url));
		assertThat(output).contains("/others has tables of another program.").doesNotContain("\tat ");
	}

	@Test
	void endsTheStartWithASentenceWhereTheUserIsUnknown(CapturedOutput output) {
		startFails(Map.of("spring.datasource.url", postgres.getJdbcUrl("nobody", "postgres"),
				"spring.datasource.username", "nobody", "spring.datasource.password", "secret"));
		assertThat(output).contains("does not accept this user and password.")
			.doesNotContain("secret")
			.doesNotContain("\tat ");
	}

	private void startFails(Map<String, String> differences) {
		Map<String, String> settings = settings(differences);
		settings.putIfAbsent("latchkey.datastore.patience", "0s");
		assertThatException().isThrownBy(() -> EmbeddedApplication.start(settings).close());
	}

	private Map<String, String> settings(Map<String, String> differences) {
		Map<String, String> settings = new HashMap<>(
				Map.of("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
						"spring.datasource.username", "postgres", "spring.data.redis.host", "nowhere",
						"latchkey.master-key", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "spring.jmx.enabled",
						"false", "latchkey.datastore.patience", "0s"));
		settings.putAll(differences);
		return settings;
	}

	private static int ask(JdbcClient database) {
		return database.sql("select 1").query(Integer.class).single();
	}

	/**
	 * Return the server and its workers. It is no child of this process: it detached
	 * itself.
	 */
	private static List<ProcessHandle> servers() throws IOException {
		long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
		ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
		return Stream.concat(Stream.of(server), server.descendants()).toList();
	}

}
