package dev.latchkey.promise;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.LastByte;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that began before an ending, and arrives in full or gets its turn after it,
 * changes nothing (P1): every call that there is.
 */
class ArmedRequestTests {

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

		private final ExecutorService threads = Executors.newSingleThreadExecutor();

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@AfterEach
		void stop() {
			this.threads.shutdown();
		}

		@ParameterizedTest
		@EnumSource
		void changesNothing(Ending ending) throws InterruptedException {
			Person thief = this.latchkey.newPerson("ADMIN");
			Client client = this.latchkey.login(thief);
			List<LastByte> armed = UnsafeCalls.withBody(this.latchkey, targets(thief))
				.map((call) -> arm(client, call))
				.toList();
			// they have begun by then, and wait for their last byte
			TimeUnit.MILLISECONDS.sleep(300);
			ending.end(this.latchkey.admin(), client, thief);
			List<String> before = state();
			armed.forEach(LastByte::complete);
			assertThat(armed).extracting(LastByte::status)
				.allMatch((status) -> status >= 400 && status < 500 || status == 503
						|| status == WRONG_PASSWORD_IN_A_FORM);
			assertThat(state()).isEqualTo(before);
			armed.forEach(LastByte::close);
		}

		/**
		 * The ending and the call are both under way, and wait for the log. Which of them
		 * comes first is open, but nothing comes after an ending that has returned.
		 */
		@Test
		void changesNothingAfterAnEndingHasReturnedThatItRacedWith() throws Exception {
			Set<String> names = UnsafeCalls.names(this.latchkey);
			int ended = 0;
			for (String name : names) {
				Person thief = this.latchkey.newPerson("ADMIN");
				Client client = this.latchkey.login(thief);
				UnsafeCalls.Call call = UnsafeCalls.named(name, targets(thief));
				Client admin = this.latchkey.admin();
				Future<List<String>> returned;
				try (Connection log = lockedLog(); LastByte armed = arm(client, call)) {
					returned = this.threads.submit(() -> {
						int status = admin.post(Ending.user(thief) + "/logout").status();
						return (status == 200) ? state() : List.of();
					});
					TimeUnit.MILLISECONDS.sleep(60);
					armed.complete();
					TimeUnit.MILLISECONDS.sleep(120);
					log.rollback();
					int status = armed.status();
					List<String> state = returned.get();
					if (!state.isEmpty()) {
						assertThat(state()).as("after %s, which was answered with %d", name, status).isEqualTo(state);
						ended++;
					}
				}
			}
			// but where the call ended the administrator first, or the machine is slow
			assertThat(ended).isGreaterThan(names.size() / 2);
		}

		private Connection lockedLog() throws SQLException {
			Connection connection = this.latchkey.bean(DataSource.class).getConnection();
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement.executeQuery("select seq from revocation_head for update").close();
			}
			return connection;
		}

		private LastByte arm(Client client, UnsafeCalls.Call call) {
			return LastByte.call(client, this.latchkey.port(), call.line(), call.type(), call.body());
		}

		private UnsafeCalls.Targets targets(Person thief) {
			int number = NUMBERS.incrementAndGet();
			Client admin = this.latchkey.admin();
			Person victim = this.latchkey.newPerson("USER");
			String role = "ARMED_" + number;
			admin.put("/api/admin/roles/" + role, Map.of("permissions", List.of())).expect(200);
			String kid = (this.latchkey.mode() == Latchkey.Mode.JWT)
					? admin.get("/api/admin/keys").expect(200).text("/keys/1/kid") : "none";
			return new UnsafeCalls.Targets(number, victim.username(), handle(victim), handle(thief), role,
					Registered.at(this.latchkey).clientId(), kid);
		}

		private String handle(Person person) {
			return this.latchkey.login(person).get("/api/me").expect(200).text("/session/handle");
		}

		/**
		 * Return all that the calls change, but for keys that follow on a new one.
		 */
		private List<String> state() {
			return Stream.of("select username || status || password_hash || must_change_password from account",
					"select account_id || role from account_role", "select name from role",
					"select role || permission from role_permission", "select name from application",
					"select scope || reason || seq from revocation",
					"select kid from signing_key where revoked_at is not null",
					"select kid || signs_from from signing_key where signs_from < current_timestamp + interval '1' day")
				.flatMap((sql) -> this.latchkey.sql().sql(sql + " order by 1").query(String.class).list().stream())
				.toList();
		}

	}

	/**
	 * An application that is deleted while the body of its call is on its way is refused.
	 */
	abstract static class Applications {

		@Test
		void areRefusedThatWereDeletedMeanwhile(Latchkey latchkey) throws InterruptedException {
			Registered application = Registered.at(latchkey);
			Client user = latchkey.login(latchkey.newPerson("USER"));
			String body = "token=" + user.credential();
			List<LastByte> armed = Stream.of("/oauth2/introspect", "/oauth2/revoke")
				.map((path) -> LastByte.call(application, latchkey.port(), path, body))
				.toList();
			TimeUnit.MILLISECONDS.sleep(300);
			latchkey.admin().delete("/api/admin/applications/" + application.clientId()).expect(204);
			armed.forEach(LastByte::complete);
			assertThat(armed).extracting(LastByte::status).containsOnly(401);
			user.get("/api/me").expect(200);
			armed.forEach(LastByte::close);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, own = true)
	class InSessionMode extends Rules {

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
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.POSTGRES, own = true)
	class InJwtMode extends Rules {

	}

}
