package dev.latchkey.promise;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.LastByte;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that was authorised before an ending, and whose body comes after it, changes
 * nothing (P1).
 */
class ArmedRequestTests {

	private static final AtomicInteger NUMBERS = new AtomicInteger();

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

		private static String user(Person person) {
			return "/api/admin/users/" + person.username();
		}

	}

	abstract static class Rules {

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@ParameterizedTest
		@EnumSource
		void changesNothing(Ending ending) throws InterruptedException {
			Person thief = this.latchkey.newPerson("ADMIN");
			Client client = this.latchkey.login(thief);
			String victim = this.latchkey.newPerson("USER").username();
			List<LastByte> armed = calls(victim, NUMBERS.incrementAndGet()).stream()
				.map((call) -> LastByte.call(client, this.latchkey.port(), call.line(), call.body()))
				.toList();
			// they are authorised by then, and wait for their last byte
			TimeUnit.MILLISECONDS.sleep(300);
			ending.end(this.latchkey.admin(), client, thief);
			List<String> before = state();
			armed.forEach(LastByte::complete);
			assertThat(armed).extracting(LastByte::status)
				.allSatisfy((status) -> assertThat(status).isBetween(400, 499));
			assertThat(state()).isEqualTo(before);
			armed.forEach(LastByte::close);
		}

		private static List<Call> calls(String victim, int number) {
			String password = "\"password\":\"" + Latchkey.PASSWORD + "\"";
			return List.of(
					new Call("POST /api/admin/users",
							"{\"username\":\"back-door-" + number + "\"," + password + ",\"roles\":[\"ADMIN\"]}"),
					new Call("POST /api/admin/users", "{\"username\":\"no-roles-" + number + "\"," + password + "}"),
					new Call("PATCH /api/admin/users/" + victim, "{\"roles\":[\"ADMIN\"]}"),
					new Call("PATCH /api/admin/users/" + victim, "{\"status\":\"disabled\"}"),
					new Call("PUT /api/admin/roles/ARMED_" + number, "{\"permissions\":[\"armed:" + number + "\"]}"),
					new Call("POST /api/admin/applications", "{\"name\":\"armed " + number + "\"}"),
					new Call("PUT /api/me/password", "{\"current_password\":\"" + Latchkey.PASSWORD
							+ "\",\"new_password\":\"cedar-lamp-river-81\"}"));
		}

		private List<String> state() {
			return Stream
				.of("select username || status || password_hash from account",
						"select account_id || role from account_role", "select name from role",
						"select role || permission from role_permission", "select name from application")
				.flatMap((sql) -> this.latchkey.sql().sql(sql + " order by 1").query(String.class).list().stream())
				.toList();
		}

	}

	/**
	 * A call.
	 *
	 * @param line the method and the path
	 * @param body the JSON
	 */
	private record Call(String line, String body) {
	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, own = true)
	class InSessionMode extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.POSTGRES, own = true)
	class InJwtMode extends Rules {

	}

}
