package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
	static void start() throws IOException {
		postgres = EmbeddedPostgres.builder().setDataDirectory(data).start();
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
			List<ProcessHandle> servers = servers();
			assertThat(servers).isNotEmpty();
			try {
				for (ProcessHandle server : servers) {
					Signals.send("STOP", server);
				}
				for (int request = 0; request < 5; request++) {
					long start = System.nanoTime();
					assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> ask(database));
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1600));
				}
			}
			finally {
				for (ProcessHandle server : servers) {
					Signals.send("CONT", server);
				}
			}
			await().atMost(Duration.ofSeconds(3))
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
	void endsTheStartWithASentenceWhereItCannotBeReached(CapturedOutput output) {
		startFails(Map.of("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/latchkey?password=secret"));
		assertThat(output).contains("The database jdbc:postgresql://127.0.0.1:1/latchkey cannot be reached.")
			.contains("correct spring.datasource.url")
			.doesNotContain("secret")
			.doesNotContain("\tat ");
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
	void endsTheStartWithASentenceWhereTheUserIsUnknown(CapturedOutput output) {
		startFails(Map.of("spring.datasource.url", postgres.getJdbcUrl("nobody", "postgres"),
				"spring.datasource.username", "nobody", "spring.datasource.password", "secret"));
		assertThat(output).contains("does not accept this user and password.")
			.doesNotContain("secret")
			.doesNotContain("\tat ");
	}

	private void startFails(Map<String, String> differences) {
		assertThatException().isThrownBy(() -> EmbeddedApplication.start(settings(differences)).close());
	}

	private Map<String, String> settings(Map<String, String> differences) {
		Map<String, String> settings = new HashMap<>(Map.of("spring.datasource.url",
				postgres.getJdbcUrl("postgres", "postgres"), "spring.datasource.username", "postgres",
				"spring.data.redis.host", "nowhere", "latchkey.master-key",
				"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "spring.jmx.enabled", "false"));
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
