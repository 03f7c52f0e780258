package dev.latchkey.audit.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An event store that is slow, or fails, or is full, disturbs nothing else.
 */
class EventStoreOutageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Logger logger = (Logger) LoggerFactory.getLogger(EventWriter.class);

	private final ListAppender<ILoggingEvent> said = new ListAppender<>();

	/**
	 * Listen from now on: the start of an application resets the logging.
	 */
	private void listen() {
		this.said.start();
		this.logger.addAppender(this.said);
	}

	@AfterEach
	void listenNoMore() {
		this.logger.detachAppender(this.said);
	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void keepsNobodyFromTheLogin(Mode mode) throws SQLException {
		TestServers.Database database = TestServers.freshDatabase();
		try (Latchkey latchkey = Latchkey.in(mode).on(database).with("latchkey.audit.buffer", "6").start()) {
			listen();
			Person alice = latchkey.newPerson("USER");
			Awaitility.await().until(() -> latchkey.bean(EventBuffer.class).size() == 0);
			try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
				connection.setAutoCommit(false);
				statement.execute("lock table audit_event in access exclusive mode");
				for (int i = 0; i < 20; i++) {
					latchkey.login(alice).post("/api/logout").expect(204);
				}
				latchkey.client().login(alice.with("wrong")).expect(401);
				Awaitility.await().atMost(PATIENCE).until(() -> !this.said.list.isEmpty());
				connection.rollback();
			}
			EventBuffer buffer = latchkey.bean(EventBuffer.class);
			assertThat(buffer.dropped()).isPositive();
			Awaitility.await().atMost(PATIENCE).until(() -> this.said.list.size() == 2);
			assertThat(this.said.list.get(0).getFormattedMessage()).contains("cannot be written");
			assertThat(this.said.list.get(1).getFormattedMessage()).contains(buffer.dropped() + " were dropped");
			assertThat(latchkey.metric("latchkey_audit_dropped_total")).isEqualTo(buffer.dropped());
			Client client = latchkey.login(alice);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(client.get("/api/me/events").text("/events/0/type")).isEqualTo("login"));
		}
	}

	@Test
	void writesWhatItKeptWhenTheStoreIsBack() {
		try (Latchkey latchkey = Latchkey.in(Mode.SESSION).start()) {
			listen();
			Person alice = latchkey.newPerson("USER");
			Awaitility.await().until(() -> latchkey.bean(EventBuffer.class).size() == 0);
			latchkey.sql().sql("alter table audit_event rename to audit_gone").update();
			latchkey.login(alice);
			latchkey.client().login(alice.with("wrong")).expect(401);
			Awaitility.await().atMost(PATIENCE).until(() -> !this.said.list.isEmpty());
			latchkey.sql().sql("alter table audit_gone rename to audit_event").update();
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> count(latchkey, "login") == 1 && count(latchkey, "login_failed") == 1);
		}
	}

	private static int count(Latchkey latchkey, String type) {
		return latchkey.sql()
			.sql("select count(*) from audit_event where type = ? and subject <> 'admin'")
			.param(type)
			.query(Integer.class)
			.single();
	}

	@Test
	void writesAllWhenTheServiceStops() throws SQLException {
		TestServers.Database database = TestServers.freshDatabase();
		try (Latchkey latchkey = Latchkey.in(Mode.JWT).on(database).start()) {
			for (int i = 0; i < 5; i++) {
				latchkey.login(Latchkey.ADMIN);
			}
		}
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from audit_event where type = 'login'")) {
			row.next();
			assertThat(row.getInt(1)).isEqualTo(5);
		}
	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void tellsOfRedisAndTheDatabaseOnceEach(Mode mode) {
		try (Server redis = TestServers.redis(); Server postgres = TestServers.postgres()) {
			TestServers.Database database = TestServers.freshDatabase(postgres);
			try (Latchkey latchkey = Latchkey.in(mode).on(redis, database).start()) {
				listen();
				redis.kill();
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> dependencies(latchkey).contains("dependency_down redis"));
				redis.restart();
				Awaitility.await()
					.atMost(PATIENCE)
					.ignoreExceptions()
					.until(() -> dependencies(latchkey).contains("dependency_up redis"));
				postgres.kill();
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> latchkey.bean(EventBuffer.class).size() > 0 || !this.said.list.isEmpty());
				postgres.restart();
				Awaitility.await()
					.atMost(PATIENCE)
					.ignoreExceptions()
					.untilAsserted(() -> assertThat(dependencies(latchkey)).containsExactly("dependency_down redis",
							"dependency_up redis", "dependency_down database", "dependency_up database"));
			}
		}
	}

	private static List<String> dependencies(Latchkey latchkey) {
		return latchkey.sql()
			.sql("select type || ' ' || subject from audit_event where type like 'dependency%' order by occurred_at")
			.query(String.class)
			.list();
	}

}
