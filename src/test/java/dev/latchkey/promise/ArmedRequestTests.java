package dev.latchkey.promise;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.LastByte;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.throttle.Throttle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that began before an ending, and arrives in full or gets its turn after it,
 * changes nothing (P1): every call that there is.
 */
class ArmedRequestTests {

	/** So that a single wrong password throttles a user, which a call then lifts. */
	private static final String ONE_ATTEMPT = "latchkey.throttle.account-attempts=1";

	/** So that a body that comes late is not too late by itself, on no machine. */
	private static final String PATIENCE = "latchkey.web.body-timeout=2m";

	private enum Ending {

		FORCED_LOGOUT {
			@Override
			void end(Client admin, Client thief, Person person) {
				admin.post(user(person) + "/logout").expect(200);
			}
		},

		ONE_SESSION {
			@Override
			void end(Client admin, Client thief, Person person) {
				thief.copy().post("/api/logout").expect(204);
			}
		},

		DISABLED {
			@Override
			void end(Client admin, Client thief, Person person) {
				admin.patch(user(person), Map.of("status", "disabled")).expect(200);
			}
		},

		ROLES_CHANGED {
			@Override
			void end(Client admin, Client thief, Person person) {
				admin.patch(user(person), Map.of("roles", List.of("USER"))).expect(200);
			}
		},

		PASSWORD_RESET {
			@Override
			void end(Client admin, Client thief, Person person) {
				admin.post(user(person) + "/password").expect(200);
			}
		},

		PASSWORD_CHANGED {
			@Override
			void end(Client admin, Client thief, Person person) {
				thief.copy()
					.put("/api/me/password",
							Map.of("current_password", person.password(), "new_password", "walnut-harbour-kettle-28"))
					.expect(200);
			}
		},

		DELETED {
			@Override
			void end(Client admin, Client thief, Person person) {
				admin.delete(user(person)).expect(204);
			}
		},

		EVERYBODY {
			@Override
			void end(Client admin, Client thief, Person person) {
				admin.post("/api/admin/logout").expect(200);
			}
		};

		abstract void end(Client admin, Client thief, Person person);

		static String user(Person person) {
			return "/api/admin/users/" + person.username();
		}

	}

	abstract static class Rules {

		/** The browser is led back to the form, which says so. */
		private static final int WRONG_PASSWORD_IN_A_FORM = 303;

		private static final AtomicInteger NUMBERS = new AtomicInteger();

		/** More often than this, no machine is too slow for the database's patience. */
		private static final int ATTEMPTS = 20;

		private final ExecutorService threads = Executors.newCachedThreadPool();

		/** Counts the transactions that wait for another one. */
		private final String waiting;

		private Latchkey latchkey;

		Rules(String waiting) {
			this.waiting = waiting;
		}

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@AfterEach
		void stop() {
			this.threads.shutdown();
		}

		/**
		 * The credential comes before the ending and the body after it. The server passes
		 * a request on when its body is complete, so that the credential is looked at
		 * after the ending: that is what holds here. What is asked once more in the
		 * transaction is not reached, and is for
		 * {@link #changesNothingWhereAnEndingIsCommittedInBetween()}.
		 */
		@ParameterizedTest
		@EnumSource
		void changesNothing(Ending ending) {
			Person thief = this.latchkey.newPerson("ADMIN");
			Client client = this.latchkey.login(thief);
			UnsafeCalls.Targets targets = targets().withOwnHandle(handle(thief));
			List<LastByte> armed = UnsafeCalls.all(this.latchkey, targets).map((call) -> arm(client, call)).toList();
			armed.forEach(LastByte::begun);
			ending.end(this.latchkey.admin(), client, thief);
			List<String> before = state(targets);
			armed.forEach(LastByte::complete);
			assertThat(armed).extracting(LastByte::status).allMatch(Rules::isRefusal);
			assertThat(state(targets)).isEqualTo(before);
			armed.forEach(LastByte::close);
		}

		/**
		 * The call has been found permitted, and waits for the ending, which then
		 * commits.
		 */
		@Test
		void changesNothingWhereAnEndingIsCommittedInBetween() throws Exception {
			UnsafeCalls.Targets targets = targets();
			for (String name : UnsafeCalls.names(this.latchkey)) {
				int attempts = 1;
				while (!isRefusedBehindAnEnding(name, targets)) {
					assertThat(attempts++).as("attempts of " + name).isLessThan(ATTEMPTS);
					// where there was no ending, the call was made
					targets = targets();
				}
			}
		}

		/**
		 * Return whether the ending and the call got their turns: the database gives up a
		 * transaction that has to wait too long, which on a slow machine it may.
		 */
		private boolean isRefusedBehindAnEnding(String name, UnsafeCalls.Targets targets) throws Exception {
			Person thief = this.latchkey.newPerson("ADMIN");
			Client client = this.latchkey.login(thief);
			Client admin = this.latchkey.admin();
			UnsafeCalls.Call call = UnsafeCalls.named(name,
					targets.withOwnHandle(client.get("/api/me").expect(200).text("/session/handle")));
			List<String> before = state(targets);
			Future<Integer> ending;
			Future<Integer> answer;
			try (LastByte armed = arm(client, call).begun()) {
				try (Connection taken = takenNumber()) {
					ending = this.threads.submit(() -> admin.post(Ending.user(thief) + "/logout").status());
					awaitWaiting(1, ending);
					armed.complete();
					answer = this.threads.submit(armed::status);
					awaitWaiting(2, answer);
					taken.rollback();
				}
				int status = ending.get();
				if (status != 200 && status != 202) {
					return false;
				}
				assertThat(answer.get()).as(name).matches(Rules::isRefusal);
				if (answer.get() == 503) {
					return false;
				}
			}
			List<String> after = new ArrayList<>(state(targets));
			assertThat(after).as(name).containsAll(before);
			before.forEach(after::remove);
			assertThat(after).as(name).singleElement().asString().startsWith("ACCOUNTFORCED_LOGOUT");
			return true;
		}

		private static boolean isRefusal(int status) {
			return status >= 400 && status < 500 || status == 503 || status == WRONG_PASSWORD_IN_A_FORM;
		}

		/**
		 * Take the log's next number without committing it: an ending then has all its
		 * locks, has written all but its row, and waits.
		 */
		private Connection takenNumber() throws SQLException {
			Connection connection = this.latchkey.bean(DataSource.class).getConnection();
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement
					.executeUpdate("insert into revocation (seq, id, scope, reason, actor, created_at, expires_at) "
							+ "select seq + 1, 'taken', 'EVERYBODY', 'EVERYBODY', 'taken', current_timestamp, "
							+ "current_timestamp from revocation_head");
			}
			return connection;
		}

		/**
		 * Wait until so many transactions wait, unless the call has been answered.
		 */
		private void awaitWaiting(int count, Future<Integer> call) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.pollInterval(Duration.ofMillis(2))
				.pollDelay(Duration.ZERO)
				.until(() -> call.isDone()
						|| this.latchkey.sql().sql(this.waiting).query(Integer.class).single() >= count);
		}

		private LastByte arm(Client client, UnsafeCalls.Call call) {
			return LastByte.call(client, this.latchkey.port(), call.line(), call.type(), call.body());
		}

		private UnsafeCalls.Targets targets() {
			int number = NUMBERS.incrementAndGet();
			Client admin = this.latchkey.admin();
			Person victim = this.latchkey.newPerson("USER");
			String handle = handle(victim);
			this.latchkey.client().login(victim.with("wrong")).expect(401);
			String role = "ARMED_" + number;
			admin.put("/api/admin/roles/" + role, Map.of("permissions", List.of())).expect(200);
			String kid = admin.get("/api/admin/keys").expect(200).text("/keys/1/kid");
			Registered application = Registered.at(this.latchkey);
			admin
				.patch("/api/admin/applications/" + application.clientId(),
						Map.of("oidc", Map.of("redirect_uris", List.of("https://armed.example/"))))
				.expect(200);
			String userCode = application.call("/oauth2/device_authorization")
				.form("scope", "openid")
				.accept("application/json")
				.send()
				.expect(200)
				.text("/user_code");
			return new UnsafeCalls.Targets(number, victim.username(), handle, "none", role, application.clientId(),
					userCode, kid);
		}

		private String handle(Person person) {
			return this.latchkey.login(person).get("/api/me").expect(200).text("/session/handle");
		}

		/**
		 * Return all that the calls change, but for keys that follow on a new one.
		 */
		private List<String> state(UnsafeCalls.Targets targets) {
			Stream<String> rows = Stream.of(
					"select username || status || password_hash || must_change_password || second_factor from account",
					"select hash from mail_link", "select kind || coalesce(account_id, '') from mail_letter",
					"select account_id || role from account_role", "select name from role",
					"select role || permission from role_permission", "select name || secret_hash from application",
					"select account_id || scopes from application_consent",
					"select hash || coalesce(decision, '') from device_authorization",
					"select scope || reason || seq from revocation",
					"select kid from signing_key where revoked_at is not null",
					"select kid || signs_from from signing_key where signs_from < current_timestamp + interval '1' day")
				.flatMap((sql) -> this.latchkey.sql().sql(sql + " order by 1").query(String.class).list().stream());
			boolean throttled = this.latchkey.bean(Throttle.class).stateOf(targets.username()).throttled();
			return Stream.concat(rows, Stream.of(throttled ? "throttled" : "not throttled")).toList();
		}

	}

	/**
	 * An application that is deleted while the body of its call is on its way is refused.
	 */
	abstract static class Applications {

		@Test
		void areRefusedThatWereDeletedMeanwhile(Latchkey latchkey) {
			Registered application = Registered.at(latchkey);
			Client user = latchkey.login(latchkey.newPerson("USER"));
			String body = "token=" + user.credential();
			List<LastByte> armed = Stream.of("/oauth2/introspect", "/oauth2/revoke")
				.map((path) -> LastByte.call(application, latchkey.port(), path, body))
				.toList();
			armed.forEach(LastByte::begun);
			latchkey.admin().delete("/api/admin/applications/" + application.clientId()).expect(204);
			armed.forEach(LastByte::complete);
			assertThat(armed).extracting(LastByte::status).containsOnly(401);
			user.get("/api/me").expect(200);
			armed.forEach(LastByte::close);
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.SESSION, own = true, with = { ONE_ATTEMPT, PATIENCE })
	class InSessionMode extends Rules {

		InSessionMode() {
			super("select count(*) from information_schema.sessions where blocker_id is not null");
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class ApplicationsInSessionMode extends Applications {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class ApplicationsInJwtMode extends Applications {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.POSTGRES, own = true, with = { ONE_ATTEMPT, PATIENCE })
	class InJwtMode extends Rules {

		InJwtMode() {
			super("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
		}

	}

}
