package dev.latchkey.promise;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a login leaves behind that is followed by a logout, and what an attempt with a
 * wrong password does: the bounds of the guide for operators are computed from it.
 */
class GrowthTests {

	private static final int TIMES = 20;

	private static final List<String> TABLES = List.of("user_session", "revocation");

	@ParameterizedTest
	@EnumSource
	void leavesNoMoreThanTheGuideSays(Mode mode) {
		try (Server redis = TestServers.redis();
				RawRedis asking = new RawRedis(redis);
				Latchkey latchkey = Latchkey.in(mode).on(redis, TestServers.freshDatabase()).start()) {
			Person mallory = latchkey.newPerson("USER");
			Client client = latchkey.client();
			signInAndOut(client, mallory, 1);
			// with that of the account's creation
			awaitEvents(latchkey, mallory, 3);
			Map<String, Long> before = rows(latchkey);
			Set<String> keysBefore = latchkey.redisKeys();
			signInAndOut(client, mallory, TIMES);
			awaitEvents(latchkey, mallory, 3 + 2 * TIMES);
			Map<String, Long> after = rows(latchkey);
			Set<String> keys = new HashSet<>(latchkey.redisKeys());
			keys.removeAll(keysBefore);
			keys.removeIf((key) -> key.startsWith("latchkey:throttle:"));
			long bytes = keys.stream().mapToLong((key) -> bytes(asking, key)).sum();
			System.out.println("Each login and logout leaves in " + mode + " mode " + (double) keys.size() / TIMES
					+ " keys, " + bytes / TIMES + " bytes in Redis");
			assertThat(after.get("user_session") - before.get("user_session")).isEqualTo(TIMES);
			assertThat(after.get("revocation") - before.get("revocation")).isEqualTo(TIMES);
			assertThat(bytes / TIMES).isLessThanOrEqualTo((mode == Mode.SESSION) ? 600 : 120);
			for (int i = 0; i < TIMES; i++) {
				latchkey.client().login(mallory.with("wrong")).expect(401);
				latchkey.client().login(new Person("nobody-" + i, "wrong")).expect(401);
			}
			List<String> budgets = latchkey.redisKeys()
				.stream()
				.filter((key) -> key.startsWith("latchkey:throttle:"))
				.toList();
			long ofBudgets = budgets.stream().mapToLong((key) -> bytes(asking, key)).sum();
			System.out.println(budgets.size() + " budgets: " + ofBudgets / budgets.size() + " bytes each");
			assertThat(ofBudgets / budgets.size()).isLessThanOrEqualTo(200);
		}
	}

	private static void awaitEvents(Latchkey latchkey, Person person, long count) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(latchkey.sql()
				.sql("select count(*) from audit_event where subject = ?")
				.param(person.username())
				.query(Long.class)
				.single()).isEqualTo(count));
	}

	private static void signInAndOut(Client client, Person person, int times) {
		for (int i = 0; i < times; i++) {
			client.login(Map.of("username", person.username(), "password", person.password(), "remember_me", true))
				.expect(200);
			client.post("/api/logout").expect(204);
		}
	}

	private static Map<String, Long> rows(Latchkey latchkey) {
		return TABLES.stream()
			.collect(Collectors.toMap(Function.identity(),
					(table) -> latchkey.sql().sql("select count(*) from " + table).query(Long.class).single(),
					(one, other) -> one, TreeMap::new));
	}

	private static long bytes(RawRedis asking, String key) {
		return Long.parseLong(String.valueOf(asking.call("MEMORY USAGE " + key)).replace(":", "").strip());
	}

	@Test
	void takesNoMoreOfADatabaseForEachRowThanTheGuideSays() {
		DriverManagerDataSource source = new DriverManagerDataSource(TestDatabase.POSTGRESQL.newUrl());
		Flyway.configure().dataSource(source).load().migrate();
		JdbcClient jdbc = JdbcClient.create(source);
		assertThat(bytesOfARow(jdbc, "revocation",
				"""
						insert into revocation (seq, id, scope, account_id, handle, reason, actor, created_at, expires_at)
						select i, substr(md5(i::text), 1, 22), 'SESSION', substr(md5('one'), 1, 22), substr(md5('s' || i), 1, 22),
							'LOGGED_OUT', 'mallory', now(), now() + i * interval '1 second' from generate_series(1, 20000) i
						"""))
			.isLessThanOrEqualTo(330);
		assertThat(bytesOfARow(jdbc, "audit_event",
				"""
						insert into audit_event (id, occurred_at, type, actor, account_id, subject, handle, address, user_agent)
						select substr(md5(i::text), 1, 22), now() + i * interval '1 second', 'LOGIN_SUCCEEDED', 'mallory',
							substr(md5('one'), 1, 22), 'mallory', substr(md5('s' || i), 1, 22), '2001:db8:1234:5678::1',
							'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'
						from generate_series(1, 20000) i
						"""))
			.isLessThanOrEqualTo(650);
	}

	private static long bytesOfARow(JdbcClient jdbc, String table, String insert) {
		String size = "select pg_total_relation_size('" + table + "')";
		long before = jdbc.sql(size).query(Long.class).single();
		int rows = jdbc.sql(insert).update();
		long bytes = (jdbc.sql(size).query(Long.class).single() - before) / rows;
		System.out.println("A row of " + table + " takes " + bytes + " bytes of PostgreSQL");
		return bytes;
	}

}
