package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written down of what happens, once each, and who gets to see it.
 */
abstract class EventsContract extends Contract {

	private static final String EVENTS = "/api/admin/events";

	private static final String NEXT = "walnut-harbour-kettle-28";

	private List<JsonNode> found(String query) {
		return admin().get(EVENTS + "?size=200&" + query).expect(200).json().get("events").valueStream().toList();
	}

	private List<JsonNode> of(Person person, String type) {
		return found("subject=" + person.username() + "&type=" + type);
	}

	private JsonNode only(Person person, String type) {
		return only("subject=" + person.username() + "&type=" + type);
	}

	/**
	 * Return the one event there is. It may take a moment to come, but no second one may.
	 */
	private JsonNode only(String query) {
		Awaitility.await().until(() -> !found(query).isEmpty());
		List<JsonNode> events = found(query);
		assertThat(events).hasSize(1);
		return events.get(0);
	}

	private static String text(JsonNode event, String field) {
		return event.path(field).asString("");
	}

	@ParameterizedTest
	@EnumSource
	void recordsALogin(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		JsonNode event = only(alice, "login");
		assertThat(text(event, "time")).matches(INSTANT);
		assertThat(Instant.parse(text(event, "time"))).isBetween(this.latchkey.clock().instant().minusSeconds(60),
				this.latchkey.clock().instant());
		assertThat(text(event, "outcome")).isEqualTo("success");
		assertThat(text(event, "actor")).isEqualTo(alice.username());
		assertThat(text(event, "handle")).isEqualTo(OwnSessionsContract.handleOf(client));
		assertThat(text(event, "address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
		assertThat(text(event, "user_agent")).startsWith("Java-http-client");
		assertThat(event.get("count").asInt()).isOne();
	}

	@Test
	void recordsAFailedLoginAndNobodysNameOnly() {
		Person alice = someone();
		client().login(alice.with("not-the-password")).expect(401);
		JsonNode event = only(alice, "login_failed");
		assertThat(text(event, "outcome")).isEqualTo("failure");
		assertThat(text(event, "reason")).isEqualTo("wrong_password");
		assertThat(event.has("actor")).isFalse();
		String secret = "my-password-in-the-wrong-field";
		Instant before = this.latchkey.clock().instant();
		client().login(new Person(secret, "x")).expect(401);
		JsonNode unknown = only("type=login_failed&from=" + before);
		assertThat(text(unknown, "reason")).isEqualTo("unknown_name");
		assertThat(unknown.has("subject")).isFalse();
		assertThat(unknown.toString()).doesNotContain(secret);
		assertThat(text(unknown, "address")).isNotEmpty();
	}

	@Test
	void recordsThatADisabledAccountWasTried() {
		Person alice = someone();
		admin().patch("/api/admin/users/" + alice.username(), Map.of("status", "disabled")).expect(200);
		client().login(alice).expect(401);
		assertThat(text(only(alice, "login_failed"), "reason")).isEqualTo("account_disabled");
		assertThat(text(only(alice, "status_changed"), "reason")).isEqualTo("disabled");
		assertThat(of(alice, "forced_logout")).isEmpty();
	}

	@Test
	void recordsALogoutOnce() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(client);
		Client copy = client.copy();
		client.post("/api/logout").expect(204);
		copy.post("/api/logout").expect(204);
		JsonNode event = only(alice, "logout");
		assertThat(text(event, "actor")).isEqualTo(alice.username());
		assertThat(text(event, "handle")).isEqualTo(handle);
	}

	@Test
	void recordsWhoPutWhomOut() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(client);
		admin().delete("/api/admin/sessions/" + handle).expect(200);
		JsonNode event = only(alice, "forced_logout");
		assertThat(text(event, "actor")).isEqualTo("admin");
		assertThat(text(event, "handle")).isEqualTo(handle);
		assertThat(of(alice, "logout")).isEmpty();
	}

	@Test
	void recordsAForcedLogoutOfAllSessionsAsOneEvent() {
		Person alice = someone();
		String one = OwnSessionsContract.handleOf(this.latchkey.login(alice));
		String two = OwnSessionsContract.handleOf(this.latchkey.login(alice));
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		assertThat(text(only(alice, "forced_logout"), "detail")).contains(one, two);
	}

	@Test
	void recordsThatEverybodyWasPutOut() {
		Instant before = this.latchkey.clock().instant();
		admin().post("/api/admin/logout").expect(200);
		assertThat(text(only("type=everybody_logged_out&from=" + before), "actor")).isEqualTo("admin");
	}

	@Test
	void recordsAChangeOfThePasswordAndWhatItFailedAt() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String old = OwnSessionsContract.handleOf(client);
		PasswordContract.change(client, "not-the-password", NEXT).expect(403);
		client.keepTokens(PasswordContract.change(client, alice.password(), NEXT)).expect(200);
		assertThat(text(only(alice, "password_change_failed"), "reason")).isEqualTo("wrong_password");
		assertThat(text(only(alice, "password_changed"), "actor")).isEqualTo(alice.username());
		JsonNode replaced = only(alice, "session_replaced");
		assertThat(text(replaced, "handle")).isEqualTo(OwnSessionsContract.handleOf(client));
		assertThat(text(replaced, "detail")).contains(old);
		assertThat(of(alice, "access_denied")).isEmpty();
		assertThat(of(alice, "logout")).isEmpty();
	}

	@Test
	void recordsWhatAdministratorsDoToAccounts() {
		String name = someone().username() + "-new";
		Person bob = new Person(name, Latchkey.PASSWORD);
		String user = "/api/admin/users/" + name;
		admin().post("/api/admin/users", Map.of("username", name, "password", Latchkey.PASSWORD)).expect(201);
		admin().patch(user, Map.of("roles", List.of("ADMIN"))).expect(200);
		admin().patch(user, Map.of("roles", List.of("ADMIN"), "status", "active")).expect(200);
		admin().post(user + "/password").expect(200);
		admin().delete(user).expect(204);
		for (String type : List.of("account_created", "roles_changed", "password_reset", "account_deleted")) {
			JsonNode event = only(bob, type);
			assertThat(text(event, "actor")).isEqualTo("admin");
			assertThat(text(event, "handle")).isEqualTo(OwnSessionsContract.handleOf(admin()));
		}
		assertThat(text(only(bob, "roles_changed"), "detail")).isEqualTo("from [USER] to [ADMIN]");
		assertThat(found("subject=" + name)).hasSize(4);
	}

	@Test
	void recordsWhoMadeALinkAndThatItWasUsed() {
		Person alice = someone();
		String link = admin().post("/api/admin/users/" + alice.username() + "/password-reset")
			.expect(200)
			.text("/password_reset");
		JsonNode sent = only(alice, "link_sent");
		assertThat(text(sent, "actor")).isEqualTo("admin");
		assertThat(text(sent, "reason")).isEqualTo("handed_over");
		assertThat(text(sent, "detail")).isEqualTo("reset");
		String token = link.substring(link.lastIndexOf('/') + 1);
		// the administrator may use it as well, and does not act as one by that
		admin().post("/api/password-reset/confirm", Map.of("token", token, "new_password", NEXT)).expect(204);
		JsonNode changed = only(alice, "password_changed");
		assertThat(text(changed, "reason")).isEqualTo("by_link");
		assertThat(changed.has("actor")).isFalse();
		assertThat(changed.has("handle")).isFalse();
		assertThat(changed.toString() + sent).doesNotContain(token);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reset", "invitation", "email" })
	void recordsALinkThatOpensNothingAndNotItsToken(String purpose) {
		String token = "B".repeat(43);
		Instant before = this.latchkey.clock().instant();
		client().browse("/" + purpose + "/" + token).expect(400);
		JsonNode refused = only("type=link_refused&from=" + before);
		assertThat(text(refused, "outcome")).isEqualTo("failure");
		assertThat(text(refused, "reason")).isEqualTo(purpose);
		assertThat(text(refused, "address")).isNotEmpty();
		assertThat(refused.has("subject")).isFalse();
		assertThat(refused.toString()).doesNotContain(token);
	}

	@Test
	void recordsWhatAdministratorsDoToRoles() {
		String role = "EVENT_" + Math.abs(System.nanoTime());
		String path = "/api/admin/roles/" + role;
		admin().put(path, Map.of("permissions", List.of("users:read"))).expect(200);
		admin().put(path, Map.of("permissions", List.of("users:read"))).expect(200);
		admin().delete(path).expect(204);
		assertThat(text(only("type=role_changed&subject=" + role), "detail")).isEqualTo("from [] to [users:read]");
		only("type=role_deleted&subject=" + role);
	}

	@Test
	void recordsWhichApplicationsMayAsk() {
		String clientId = admin().post("/api/admin/applications", Map.of("name", "events " + System.nanoTime()))
			.expect(201)
			.text("/client_id");
		String path = "/api/admin/applications/" + clientId;
		admin().patch(path, Map.of("home", "https://a.example/")).expect(200);
		// nothing happens
		admin().patch(path, Map.of("home", "https://a.example/")).expect(200);
		admin().post(path + "/secret", Map.of("keep_old_for", "PT1H")).expect(200);
		admin().delete(path).expect(204);
		assertThat(text(only("type=application_changed&subject=" + clientId), "actor")).isEqualTo("admin");
		assertThat(text(only("type=application_secret_renewed&subject=" + clientId), "detail"))
			.isEqualTo("old one kept for PT1H");
		assertThat(text(only("type=application_registered&subject=" + clientId), "actor")).isEqualTo("admin");
		assertThat(text(only("type=application_deleted&subject=" + clientId), "actor")).isEqualTo("admin");
	}

	@Test
	void recordsThatAThrottleWasLifted() {
		Person alice = someone();
		admin().delete("/api/admin/users/" + alice.username() + "/throttle").expect(204);
		assertThat(text(only(alice, "throttle_lifted"), "actor")).isEqualTo("admin");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void recordsThatAnApplicationWasRefused(boolean basic) {
		Instant before = this.latchkey.clock().instant();
		String clientId = Registered.at(this.latchkey).clientId();
		Call call = client().call("POST", "/oauth2/introspect");
		if (basic) {
			call.header("Authorization", Registered.basic(clientId + ":not-the-secret"));
		}
		String inBody = basic ? "" : "&client_id=" + clientId + "&client_secret=not-the-secret";
		call.body("application/x-www-form-urlencoded", "token=x" + inBody).send().expect(401);
		JsonNode event = only("type=application_refused&from=" + before);
		assertThat(text(event, "outcome")).isEqualTo("failure");
		assertThat(event.has("subject")).isFalse();
	}

	@Test
	void recordsNothingThatWasRolledBack() {
		String role = "HALF_" + Math.abs(System.nanoTime());
		admin().put("/api/admin/roles/" + role, Map.of("permissions", List.of("users:read", "users:write")))
			.expect(200);
		Person half = this.latchkey.newPerson(role);
		Client client = this.latchkey.login(half);
		String name = half.username() + "-never";
		client
			.post("/api/admin/users",
					Map.of("username", name, "password", Latchkey.PASSWORD, "roles", List.of("ADMIN")))
			.expect(403);
		JsonNode denied = denied(half.username()).get(0);
		assertThat(text(denied, "reason")).isEqualTo("not-grantable");
		assertThat(found("subject=" + name)).isEmpty();
		admin().delete("/api/admin/users/" + half.username()).expect(204);
	}

	@Test
	void recordsDeniedAccess() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		client.get("/api/admin/users?q=who").expect(403);
		Awaitility.await().until(() -> !denied(alice.username()).isEmpty());
		assertThat(denied(alice.username())).hasSize(1);
		JsonNode event = denied(alice.username()).get(0);
		assertThat(text(event, "detail")).isEqualTo("GET /api/admin/users");
		assertThat(text(event, "reason")).isEqualTo("forbidden");
		assertThat(text(event, "handle")).isEqualTo(OwnSessionsContract.handleOf(client));
		assertThat(text(event, "address")).isNotEmpty();
	}

	private List<JsonNode> denied(String actor) {
		return found("type=access_denied").stream().filter((event) -> text(event, "actor").equals(actor)).toList();
	}

	@Test
	void recordsARefusedForgeryOnce() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.csrf();
		Instant first = this.latchkey.clock().instant();
		client.call("DELETE", "/api/me/sessions").withoutCsrf().send().expectProblem(403);
		JsonNode event = only("type=csrf_refused&from=" + first);
		assertThat(text(event, "detail")).isEqualTo("DELETE /api/me/sessions");
		assertThat(text(event, "address")).isNotEmpty();
		Instant second = this.latchkey.clock().instant();
		client.call("DELETE", "/api/me/sessions").header("Sec-Fetch-Site", "cross-site").send().expectProblem(403);
		assertThat(text(only("type=csrf_refused&from=" + second), "address")).isNotEmpty();
		Instant third = this.latchkey.clock().instant();
		client.call("POST", "/api/logout").withoutBearer().withoutCsrf().send().expectProblem(403);
		only("type=csrf_refused&from=" + third);
		assertThat(found("type=access_denied&from=" + first)).isEmpty();
	}

	@Test
	void showsOwnersTheirOwnEventsAndNoAdministrators() {
		Person alice = someone();
		client().login(alice.with("not-the-password")).expect(401);
		Client client = this.latchkey.login(alice);
		admin().delete("/api/admin/sessions/" + OwnSessionsContract.handleOf(this.latchkey.login(alice))).expect(200);
		Person bob = someone();
		this.latchkey.login(bob);
		Awaitility.await().until(() -> own(client).size() == 5);
		assertThat(own(client).stream().map((event) -> text(event, "type"))).containsExactly("forced_logout", "login",
				"login", "login_failed", "account_created");
		JsonNode forced = own(client).get(0);
		assertThat(names(forced)).doesNotContain("actor", "address", "user_agent", "handle");
		assertThat(own(client).toString()).doesNotContain("admin", bob.username());
		assertThat(text(own(client).get(3), "address")).isNotEmpty();
		Client browser = client();
		browser.loginByForm(alice).expect(303);
		assertThat(browser.browse("/devices").expect(200).body()).contains("Recent activity", "Sign-in failed",
				"Signed out by an administrator");
	}

	private static List<JsonNode> own(Client client) {
		return client.get("/api/me/events").expect(200).json().get("events").valueStream().toList();
	}

	@Test
	void listsEventsPageByPage() {
		Person alice = someone();
		for (int i = 0; i < 3; i++) {
			this.latchkey.login(alice);
		}
		String query = EVENTS + "?type=login&subject=" + alice.username().toUpperCase(Locale.ROOT);
		Awaitility.await().until(() -> of(alice, "login").size() == 3);
		Answer first = admin().get(query + "&page=0&size=2").expect(200);
		assertThat(names(first.json())).isEqualTo(set("events", "page", "size", "total"));
		assertThat(first.json().get("total").asInt()).isEqualTo(3);
		assertThat(first.json().get("events")).hasSize(2);
		assertThat(text(first.json().at("/events/0"), "time"))
			.isGreaterThan(text(first.json().at("/events/1"), "time"));
		assertThat(admin().get(query + "&page=1&size=2").json().get("events")).hasSize(1);
		assertThat(admin().get(query + "&page=9&size=2").json().get("events")).isEmpty();
		String newest = text(first.json().at("/events/0"), "time");
		assertThat(admin().get(query + "&from=" + newest).json().get("total").asInt()).isEqualTo(1);
		assertThat(admin().get(query + "&to=" + newest).json().get("total").asInt()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "type=no-such-type", "type=LOGIN", "from=yesterday", "to=2026-13-01T00:00:00Z",
			"from=%2B1000000000-12-31T23:59:59Z", "to=-1000000000-01-01T00:00:00Z", "page=-1", "size=0", "size=201",
			"page=x", "format=xml", "format=csv&type=x" })
	void refusesAQuestionThatCannotBe(String query) {
		admin().get(EVENTS + "?" + query).expectProblem(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%00", "%27", "%F0%9F%A6%89", "x%0Ay", "nobody-of-that-name" })
	void findsNothingAboutNobody(String subject) {
		assertThat(admin().get(EVENTS + "?subject=" + subject).expect(200).json().get("total").asInt()).isZero();
	}

	@Test
	void exportsLinesOfJson() {
		Person alice = someone();
		this.latchkey.login(alice);
		only(alice, "login");
		Answer answer = admin().call("GET", EVENTS + "?subject=" + alice.username())
			.accept("application/x-ndjson")
			.send()
			.expect(200);
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/x-ndjson");
		assertThat(answer.body().lines().toList()).hasSize(2)
			.first()
			.asString()
			.contains("\"type\":\"login\"", "\"user_agent\":");
		assertThat(admin().get(EVENTS + "?format=ndjson&subject=" + alice.username()).expect(200).body())
			.isEqualTo(answer.body());
	}

	@Test
	void exportsTablesThatCalculateNothing() {
		Person alice = someone();
		client().call("POST", "/api/login")
			.header("User-Agent", "=cmd|'/C calc'!A0,\"x\"")
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expect(200);
		only(alice, "login");
		Answer answer = admin().call("GET", EVENTS + "?type=login&subject=" + alice.username())
			.accept("text/csv")
			.send()
			.expect(200);
		assertThat(answer.header("Content-Type").orElse("")).startsWith("text/csv");
		assertThat(answer.header("Content-Disposition").orElse("")).contains("attachment", "events.csv");
		List<String> lines = answer.body().lines().toList();
		assertThat(lines.get(0))
			.isEqualTo("time,type,outcome,actor,subject,handle,address,user_agent,reason,detail,count");
		assertThat(lines).hasSize(2);
		assertThat(lines.get(1)).contains(",\"'=cmd|'/C calc'!A0,\"\"x\"\"\",").endsWith(",\"1\"");
	}

	@Test
	void exportsMoreThanAPageHolds() {
		Person alice = someone();
		String accountId = this.latchkey.sql()
			.sql("select id from account where username = ?")
			.param(alice.username())
			.query(String.class)
			.single();
		List<Object[]> rows = new ArrayList<>();
		Instant same = Instant.parse("2026-01-01T00:00:00Z");
		for (int i = 0; i < 2500; i++) {
			rows.add(new Object[] { String.format(Locale.ROOT, "%05d%s", i, alice.username())
				.substring(0, Math.min(22, 5 + alice.username().length())), i });
		}
		rows.forEach((row) -> this.latchkey.sql()
			.sql("insert into audit_event (id, occurred_at, type, account_id, subject, detail) values (?, ?, ?, ?, ?, ?)")
			.params(row[0], same.plus(Duration.ofSeconds((int) row[1] / 700)).atOffset(ZoneOffset.UTC), "login",
					accountId, alice.username(), String.valueOf(row[1]))
			.update());
		String body = admin().get(EVENTS + "?format=ndjson&type=login&subject=" + alice.username()).expect(200).body();
		assertThat(body.lines().distinct().count()).isEqualTo(2500);
	}

	@Test
	void showsAdministratorsThePage() {
		Person alice = someone();
		client().login(alice.with("wrong-on-purpose")).expect(401);
		only(alice, "login_failed");
		Client browser = client();
		browser.loginByForm(Latchkey.ADMIN).expect(303);
		String page = browser.browse("/admin/events?type=login_failed&subject=" + alice.username()).expect(200).body();
		assertThat(page).contains("Sign-in failed", "wrong password", alice.username(), "1 event", "format=csv")
			.doesNotContainPattern("<script(?![^>]* src=)");
		assertThat(browser.browse("/admin/events?type=&subject=&from=&to=").expect(200).body()).contains("Events");
		assertThat(browser.browse("/admin/events?from=2026-01-01&to=2100-01-01").expect(200).body()).contains("Page 1");
		browser.browse("/admin/events?from=yesterday").expect(400);
		browser.browse("/admin/events?type=no-such-type").expect(400);
		assertThat(browser
			.browse("/admin/events/export?format=csv&from=&to=&type=login_failed&subject="
					+ URLEncoder.encode(alice.username(), StandardCharsets.UTF_8))
			.expect(200)
			.body()).contains("login_failed");
	}

}
