package dev.latchkey.promise;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.harness.TestDatabase;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a login leaves behind that is followed by a logout, and what an attempt with a
 * wrong password does: the bounds of the guide for operators are computed from it.
 */
class GrowthTests {

	private static final int TIMES = 20;

	private static final int FEW = 5;

	private static final String BUDGETS = "latchkey:throttle:";

	private static final RedisScript<Long> BYTES = RedisScript.of("return redis.call('memory', 'usage', KEYS[1])",
			Long.class);

	private static final List<String> TABLES = List.of("user_session", "revocation");

	abstract static class Rules {

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@Test
		void leavesNoMoreThanTheGuideSays() {
			Set<String> others = this.latchkey.redisKeys();
			Person mallory = this.latchkey.newPerson("USER");
			Client client = this.latchkey.client();
			signInAndOut(client, mallory, 1);
			// with that of the account's creation
			awaitEvents(mallory, 3);
			Map<String, Long> before = rows();
			Set<String> keysBefore = this.latchkey.redisKeys();
			signInAndOut(client, mallory, TIMES);
			awaitEvents(mallory, 3 + 2 * TIMES);
			Map<String, Long> after = rows();
			Set<String> keys = newKeys(keysBefore);
			keys.removeIf((key) -> key.startsWith(BUDGETS));
			long bytes = bytes(keys);
			System.out.println("Each login and logout leaves in " + this.latchkey.mode() + " mode "
					+ (double) keys.size() / TIMES + " keys, " + bytes / TIMES + " bytes in Redis");
			assertThat(after.get("user_session") - before.get("user_session")).isEqualTo(TIMES);
			assertThat(after.get("revocation") - before.get("revocation")).isEqualTo(TIMES);
			assertThat(bytes / TIMES).isLessThanOrEqualTo((this.latchkey.mode() == Mode.SESSION) ? 600 : 120);
			for (int i = 0; i < FEW; i++) {
				this.latchkey.client().login(mallory.with("wrong")).expect(401);
				this.latchkey.client().login(new Person("nobody-" + i, "wrong")).expect(401);
			}
			Set<String> budgets = newKeys(others);
			budgets.removeIf((key) -> !key.startsWith(BUDGETS));
			System.out.println(budgets.size() + " budgets: " + bytes(budgets) / budgets.size() + " bytes each");
			assertThat(bytes(budgets) / budgets.size()).isLessThanOrEqualTo(200);
		}

		@Test
		void keepsNoMoreOfASessionThanTheGuideSays() {
			Person mallory = this.latchkey.newPerson("USER");
			this.latchkey.login(mallory);
			Set<String> before = this.latchkey.redisKeys();
			for (int i = 0; i < FEW; i++) {
				this.latchkey.login(mallory);
			}
			Set<String> keys = newKeys(before);
			keys.removeIf((key) -> key.startsWith(BUDGETS));
			long bytes = bytes(keys) / FEW;
			System.out.println("A session takes in " + this.latchkey.mode() + " mode " + bytes + " bytes in Redis");
			assertThat(bytes).isLessThanOrEqualTo((this.latchkey.mode() == Mode.SESSION) ? 1400 : 0);
		}

		private void awaitEvents(Person person, long count) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(this.latchkey.sql()
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

		private Map<String, Long> rows() {
			return TABLES.stream()
				.collect(Collectors.toMap(Function.identity(), (
						table) -> this.latchkey.sql().sql("select count(*) from " + table).query(Long.class).single()));
		}

		private Set<String> newKeys(Set<String> before) {
			Set<String> keys = new HashSet<>(this.latchkey.redisKeys());
			keys.removeAll(before);
			return keys;
		}

		private long bytes(Set<String> keys) {
			StringRedisTemplate redis = this.latchkey.bean(StringRedisTemplate.class);
			return keys.stream().mapToLong((key) -> {
				Long bytes = redis.execute(BYTES, List.of(key));
				// it may have expired
				return (bytes != null) ? bytes : 0;
			}).sum();
		}

	}

	@Nested
	@RunsIn(Mode.SESSION)
	class InSessionMode extends Rules {

	}

	@Nested
	@RunsIn(Mode.JWT)
	class InJwtMode extends Rules {

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
		// ended, as after a logout
		assertThat(bytesOfARow(jdbc, "user_session",
				"""
						insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at, last_seen_at,
							idle_expires_at, expires_at, address, user_agent, ended_at, end_reason, refresh_generation,
							confirmed_generation)
						select substr(md5('s' || i), 1, 22), substr(md5('one'), 1, 22), i, 'SESSION', 'COOKIE', true,
							now() + i * interval '1 second', now() + i * interval '1 second', now() + i * interval '1 second',
							now() + i * interval '1 second', '2001:db8:1234:5678::1',
							'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
							now() + i * interval '1 second', 'LOGGED_OUT', 1, 0 from generate_series(1, 20000) i
						"""))
			.isLessThanOrEqualTo(590);
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
