package dev.latchkey.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may call what: every call, for a stranger, a user and an administrator, in both
 * modes.
 */
class AccessTableTests {

	/**
	 * {@code {user}} and {@code {handle}} are another user and their session; two modes
	 * that differ are {@code session/jwt}; {@code browse} is a browser's GET.
	 */
	private static final String TABLE = """
			method | path                               | body                                | stranger | user    | admin
			GET    | /api/mode                          |                                     | 200      | 200     | 200
			POST   | /api/login                         | {}                                  | 400      | 400     | 400
			POST   | /api/login                         | {"username":"x","password":"y"}     | 401      | 401     | 401
			POST   | /api/logout                        |                                     | 204      | 204     | 204
			POST   | /api/refresh                       | {"refresh_token":"x"}               | 404/401  | 404/401 | 404/401
			POST   | /api/password-reset                | {}                                  | 400      | 400     | 400
			POST   | /api/password-reset                | {"username_or_email":"x"}           | 202      | 202     | 202
			POST   | /api/password-reset/confirm        | {"token":"x","new_password":"y"}    | 400      | 400     | 400
			POST   | /api/invitation                    | {"token":"x","password":"y"}        | 400      | 400     | 400
			POST   | /api/email/confirm                 | {"token":"x"}                       | 400      | 400     | 400
			PUT    | /api/me/email                      | {"email":"x@example.com"}           | 401      | 409     | 409
			PUT    | /api/me/language                   | {"language":"en"}                   | 401      | 204     | 204
			PUT    | /api/me/language                   | {"language":"fr"}                   | 401      | 400     | 400
			PUT    | /api/me/language                   | {}                                  | 401      | 400     | 400
			GET    | /api/me                            |                                     | 401      | 200     | 200
			PUT    | /api/me/password                   | {}                                  | 401      | 400     | 400
			POST   | /api/me/proof                      | {"password":"x"}                    | 401      | 403     | 403
			POST   | /api/me/proof                      | {}                                  | 401      | 400     | 400
			GET    | /api/me/sessions                   |                                     | 401      | 200     | 200
			DELETE | /api/me/sessions                   |                                     | 401      | 200     | 200
			DELETE | /api/me/sessions/{handle}          |                                     | 401      | 404     | 404
			GET    | /api/admin/users                   |                                     | 401      | 403     | 200
			POST   | /api/admin/users                   | {"username":"{new}"}                | 401      | 403     | 201
			POST   | /api/admin/users                   | {}                                  | 401      | 403     | 400
			GET    | /api/admin/users/export            |                                     | 401      | 403     | 200
			GET    | /api/admin/users/export?hashes=true |                                    | 401      | 403     | 200
			POST   | /api/admin/users/import            | {}                                  | 401      | 403     | 415
			GET    | /api/admin/users/import/progress   |                                     | 401      | 403     | 200
			GET    | /api/admin/users/{user}            |                                     | 401      | 403     | 200
			GET    | /api/admin/users/nobody            |                                     | 401      | 403     | 404
			PATCH  | /api/admin/users/{user}            | {"status":"disabled"}               | 401      | 403     | 200
			PATCH  | /api/admin/users/{user}            | {"roles":["ADMIN"]}                 | 401      | 403     | 200
			DELETE | /api/admin/users/{user}            |                                     | 401      | 403     | 204
			DELETE | /api/admin/users/nobody            |                                     | 401      | 403     | 404
			POST   | /api/admin/users/{user}/password   |                                     | 401      | 403     | 200
			POST   | /api/admin/users/{user}/invitation |                                     | 401      | 403     | 200
			POST   | /api/admin/users/nobody/invitation |                                     | 401      | 403     | 404
			POST   | /api/admin/users/{user}/password-reset |                                 | 401      | 403     | 200
			GET    | /api/admin/users/{user}/factors    |                                     | 401      | 403     | 200
			GET    | /api/admin/users/nobody/factors    |                                     | 401      | 403     | 404
			GET    | /api/admin/users/{user}/sessions   |                                     | 401      | 403     | 200
			GET    | /api/admin/users/{user}/throttle   |                                     | 401      | 403     | 200
			GET    | /api/admin/users/nobody/throttle   |                                     | 401      | 403     | 404
			DELETE | /api/admin/users/{user}/throttle   |                                     | 401      | 403     | 204
			DELETE | /api/admin/users/nobody/throttle   |                                     | 401      | 403     | 404
			POST   | /api/admin/users/{user}/logout     |                                     | 401      | 403     | 200
			POST   | /api/admin/users/nobody/logout     |                                     | 401      | 403     | 404
			DELETE | /api/admin/sessions/{handle}       |                                     | 401      | 403     | 200
			GET    | /api/admin/sessions                |                                     | 401      | 403     | 200
			POST   | /api/admin/logout                  |                                     | 401      | 403     | 200
			GET    | /api/admin/roles                   |                                     | 401      | 403     | 200
			PUT    | /api/admin/roles/{new}             | {"permissions":["users:read"]}      | 401      | 403     | 200
			PUT    | /api/admin/roles/{new}             | {}                                  | 401      | 403     | 400
			DELETE | /api/admin/roles/nobody            |                                     | 401      | 403     | 404
			GET    | /api/me/events                     |                                     | 401      | 200     | 200
			GET    | /api/admin/events                  |                                     | 401      | 403     | 200
			GET    | /api/admin/events?format=csv       |                                     | 401      | 403     | 200
			POST   | /api/admin/events                  | {}                                  | 401      | 403     | 403
			GET    | /api/admin/keys                    |                                     | 401      | 403     | 200
			POST   | /api/admin/keys/rotate             |                                     | 401      | 403     | 200
			DELETE | /api/admin/keys/nothing-here       |                                     | 401      | 403     | 404
			GET    | /api/admin/applications                |                                     | 401      | 403     | 200
			POST   | /api/admin/applications                | {"name":"{new}"}                    | 401      | 403     | 201
			POST   | /api/admin/applications                | {}                                  | 401      | 403     | 400
			DELETE | /api/admin/applications/nobody         |                                     | 401      | 403     | 404
			GET    | /api/admin/applications/nobody         |                                     | 401      | 403     | 404
			PATCH  | /api/admin/applications/nobody         | {}                                  | 401      | 403     | 404
			POST   | /api/admin/applications/nobody/secret  |                                     | 401      | 403     | 404
			GET    | /api/admin/applications/nobody/sessions |                                | 401      | 403     | 404
			GET    | /api/me/applications               |                                     | 401      | 200     | 200
			DELETE | /api/me/applications/nobody        |                                     | 401      | 404     | 404
			PUT    | /api/admin/applications/nobody         | {}                                  | 401      | 403     | 405
			POST   | /oauth2/introspect                 |                                     | 415      | 415     | 415
			POST   | /oauth2/introspect                 | {}                                  | 415      | 415     | 415
			POST   | /oauth2/introspect                 | token=x                             | 401      | 401     | 401
			POST   | /oauth2/revoke                     | token=x                             | 401      | 401     | 401
			POST   | /oauth2/device_authorization       | x=y                                 | 401      | 401     | 401
			GET    | /oauth2/device_authorization       |                                     | 405      | 405     | 405
			GET    | /oauth2/introspect                 |                                     | 405      | 405     | 405
			GET    | /oauth2/token                      |                                     | 405      | 405     | 405
			GET    | /oauth2/par                        |                                     | 405      | 405     | 405
			POST   | /oauth2/token                      | x=y                                 | 401      | 401     | 401
			POST   | /oauth2/par                        | x=y                                 | 401      | 401     | 401
			POST   | /oauth2/token                      | {}                                  | 415      | 415     | 415
			PUT    | /oauth2/authorize                  |                                     | 405      | 405     | 405
			DELETE | /userinfo                          |                                     | 405      | 405     | 405
			GET    | /.well-known/openid-configuration  |                                     | 200      | 200     | 200
			browse | /oauth2/authorize                  |                                     | 400      | 400     | 400
			GET    | /oauth2/nothing-here               |                                     | 404      | 404     | 404
			GET    | /api/admin/nothing-here            |                                     | 401      | 403,404 | 403,404
			GET    | /api/nothing-here                  |                                     | 401,404  | 404     | 404
			GET    | /forward-auth                      |                                     | 403      | 403     | 403
			GET    | /forward-auth/nginx                |                                     | 403      | 403     | 403
			POST   | /forward-auth/envoy/x              |                                     | 403      | 403     | 403
			GET    | /forward-auth/nothing-here         |                                     | 404      | 404     | 404
			GET    | /.latchkey/start                   |                                     | 404      | 404     | 404
			GET    | /.latchkey/leave                   |                                     | 404      | 404     | 404
			GET    | /.well-known/jwks.json             |                                     | 200      | 200     | 200
			GET    | /actuator/health/liveness          |                                     | 200      | 200     | 200
			GET    | /actuator/health/readiness         |                                     | 200      | 200     | 200
			GET    | /actuator/prometheus               |                                     | 401      | 403     | 200
			GET    | /actuator/health                   |                                     | 401      | 403     | 200
			GET    | /actuator/health/db                |                                     | 401      | 403     | 200
			GET    | /actuator                          |                                     | 401,404  | 403,404 | 403,404
			GET    | /actuator/env                      |                                     | 401,404  | 403,404 | 403,404
			GET    | /actuator/heapdump                 |                                     | 401,404  | 403,404 | 403,404
			GET    | /error                             |                                     | 404      | 404     | 404
			browse | /login                             |                                     | 200      | 200,303 | 200,303
			browse | /forgot                            |                                     | 200      | 200     | 200
			browse | /reset/x                           |                                     | 400      | 400     | 400
			browse | /invitation/x                      |                                     | 400      | 400     | 400
			browse | /email/x                           |                                     | 400      | 400     | 400
			browse | /proof                             |                                     | 303      | 303     | 303
			browse | /profile                           |                                     | 303      | 200     | 200
			browse | /                                  |                                     | 303      | 200     | 200
			browse | /logout                            |                                     | 200      | 200     | 200
			browse | /continue                          |                                     | 303      | 303     | 303
			browse | /continue?entry=x                  |                                     | 303      | 400     | 400
			browse | /.latchkey/start                   |                                     | 404      | 404     | 404
			browse | /.latchkey/enter?ticket=x          |                                     | 404      | 404     | 404
			browse | /.latchkey/assets/latchkey.css     |                                     | 200      | 200     | 200
			browse | /admin                             |                                     | 303      | 403     | 303
			browse | /devices                           |                                     | 303      | 200     | 200
			browse | /activate                          |                                     | 303      | 200     | 200
			browse | /password                          |                                     | 303      | 200     | 200
			browse | /admin/users                       |                                     | 303      | 403     | 200
			browse | /admin/users/{user}                |                                     | 303      | 403     | 200
			browse | /admin/users/nobody                |                                     | 303      | 403     | 404
			browse | /admin/overview                    |                                     | 303      | 403     | 200
			GET    | /api/admin/overview                |                                     | 401      | 403     | 200
			browse | /admin/roles                       |                                     | 303      | 403     | 200
			browse | /admin/roles/ADMIN                 |                                     | 303      | 403     | 200
			browse | /admin/roles/NOBODY                |                                     | 303      | 403     | 404
			browse | /admin/keys                        |                                     | 303      | 403     | 200
			GET    | /api/admin/roles/ADMIN             |                                     | 401      | 403     | 200
			GET    | /api/admin/roles/NOBODY            |                                     | 401      | 403     | 404
			browse | /admin/users/import                |                                     | 303      | 403     | 200
			browse | /admin/online                      |                                     | 303      | 403     | 200
			browse | /admin/events                      |                                     | 303      | 403     | 200
			browse | /admin/applications                |                                     | 303      | 403     | 200
			browse | /admin/applications/nobody         |                                     | 303      | 403     | 404
			browse | /admin/applications/nobody/sessions |                                    | 303      | 403     | 404
			browse | /apps/nobody                       |                                     | 303      | 404     | 404
			browse | /consent                           |                                     | 303      | 400     | 400
			browse | /admin/applications/nobody/delete  |                                     | 303      | 403     | 404
			browse | /admin/events/export?format=csv    |                                     | 303      | 403     | 200
			browse | /nothing-here                      |                                     | 303,404  | 404     | 404
			""";

	/** What answers the errors of OAuth 2.0 in its own form (RFC 6749, 5.2). */
	private static final Set<String> OAUTH = Set.of("/oauth2/token", "/oauth2/par", "/oauth2/device_authorization");

	private static final AtomicInteger NEW = new AtomicInteger();

	static Stream<Row> cells() {
		return TABLE.lines().skip(1).flatMap((line) -> {
			List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
			return Stream.of(Who.values())
				.map((who) -> new Row(who, columns.get(0), columns.get(1), columns.get(2),
						columns.get(3 + who.ordinal())));
		});
	}

	private enum Who {

		STRANGER, USER, ADMIN

	}

	/**
	 * One cell of the table.
	 *
	 * @param who who calls
	 * @param method the method
	 * @param path the path
	 * @param body the body, or nothing
	 * @param statuses what may come
	 */
	record Row(Who who, String method, String path, String body, String statuses) {

		Integer[] expected(Latchkey.Mode mode) {
			String[] byMode = this.statuses.split("/");
			String ours = byMode[(byMode.length > 1) ? mode.ordinal() : 0];
			return Arrays.stream(ours.split(",")).map(Integer::valueOf).toArray(Integer[]::new);
		}

	}

	abstract static class Table {

		@ParameterizedTest
		@MethodSource("dev.latchkey.contract.AccessTableTests#cells")
		void answers(Row row, Latchkey latchkey) {
			Client caller = caller(row, latchkey);
			String path = row.path();
			path = path.replace("{new}", "NEW_" + NEW.incrementAndGet());
			if (path.contains("{")) {
				Person victim = latchkey.newPerson("USER");
				Client victims = latchkey.login(victim);
				path = path.replace("{user}", victim.username())
					.replace("{handle}", victims.get("/api/me").expect(200).text("/session/handle"));
			}
			Answer answer = row.method().equals("browse") ? caller.browse(path) : call(caller, row, path).send();
			answer.expect(row.expected(latchkey.mode()));
			if (answer.status() == 401 && OAUTH.contains(row.path())) {
				assertThat(answer.text("/error")).isEqualTo("invalid_client");
			}
			else if (answer.status() >= 400 && !row.method().equals("browse")) {
				answer.expectProblem(answer.status());
			}
		}

		@Test
		void saysNoMoreToHeadThanToGet(Latchkey latchkey) {
			Client user = signedIn(latchkey, latchkey.newPerson("USER"), true);
			AccessTableTests.cells()
				.filter((row) -> row.who() == Who.USER && row.path().contains("/admin/") && !row.path().contains("{")
						&& (row.method().equals("GET") || row.method().equals("browse")))
				.forEach((row) -> user.call("HEAD", row.path()).send().expect(row.expected(latchkey.mode())));
		}

		private static Client caller(Row row, Latchkey latchkey) {
			boolean browser = row.method().equals("browse");
			return switch (row.who()) {
				case STRANGER -> latchkey.client();
				case USER -> signedIn(latchkey, latchkey.newPerson("USER"), browser);
				case ADMIN -> signedIn(latchkey, Latchkey.ADMIN, browser);
			};
		}

		private static Client signedIn(Latchkey latchkey, Person person, boolean browser) {
			Client client = latchkey.client();
			(browser ? client.loginForCookies(person) : client.login(person)).expect(200);
			return client;
		}

		private static Call call(Client caller, Row row, String path) {
			Call call = caller.call(row.method(), path);
			if (path.equals("/actuator/prometheus")) {
				call.accept("text/plain");
			}
			String type = row.body().startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
			return row.body().isEmpty() ? call
					: call.body(type, row.body().replace("{new}", "new-" + NEW.incrementAndGet()));
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Table {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Table {

	}

}
