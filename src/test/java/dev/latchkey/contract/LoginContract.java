package dev.latchkey.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in by JSON, and what both doors promise about what they hand out.
 */
abstract class LoginContract extends Contract {

	@Test
	void tellsItsModeAndSetsTheCsrfCookie() {
		Answer answer = client().get("/api/mode").expect(200);
		assertThat(answer.body()).isEqualTo("{\"mode\":\"" + (jwt() ? "jwt" : "session") + "\"}");
		Cookie cookie = answer.cookie(Client.CSRF_COOKIE).orElseThrow();
		assertThat(cookie.secure()).isTrue();
		assertThat(cookie.httpOnly()).as("scripts have to read it").isFalse();
		assertThat(cookie.path()).isEqualTo("/");
		assertThat(cookie.domain()).isNull();
	}

	@Test
	void answersWithTheUserAndTheSession() {
		Person alice = someone();
		Answer answer = client().loginForCookies(alice).expect(200);
		JsonNode body = answer.json();
		assertThat(names(body)).isEqualTo(set("username", "roles", "permissions", "must_change_password", "session"));
		assertThat(answer.text("/username")).isEqualTo(alice.username());
		assertThat(body.get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(body.get("permissions").toString()).isEqualTo("[]");
		assertThat(body.get("must_change_password").asBoolean()).isFalse();
		assertThat(names(body.get("session"))).isEqualTo(set("handle", "started_at", "expires_at"));
		assertThat(answer.text("/session/handle")).matches(HANDLE);
		assertThat(answer.text("/session/started_at")).matches(INSTANT);
		assertThat(answer.text("/session/expires_at")).matches(INSTANT);
	}

	@Test
	void tellsTheAdministratorWhatTheyMayDo() {
		Answer answer = client().login(Latchkey.ADMIN).expect(200);
		assertThat(answer.json().get("roles").toString()).contains("ADMIN");
		assertThat(answer.json().get("permissions").toString()).contains("users:read", "users:write", "sessions:read",
				"sessions:end");
	}

	@Test
	void limitsASessionToTwelveHours() {
		assertThat(lifetime(client().login(someone()))).isEqualTo(Duration.ofHours(12));
	}

	@Test
	void limitsARememberedSessionToThirtyDays() {
		Person alice = someone();
		Answer answer = client()
			.login(Map.of("username", alice.username(), "password", alice.password(), "remember_me", true));
		assertThat(lifetime(answer)).isEqualTo(Duration.ofDays(30));
	}

	private static Duration lifetime(Answer login) {
		Instant start = Instant.parse(login.expect(200).text("/session/started_at"));
		return Duration.between(start, Instant.parse(login.text("/session/expires_at")));
	}

	@ParameterizedTest
	@EnumSource
	void signsIn(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		assertThat(client.get("/api/me").expect(200).text("/username")).isEqualTo(alice.username());
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void putsTheCredentialIntoALockedCookie(Door door) {
		Client client = client();
		Answer answer = door.open(client, someone());
		Cookie cookie = answer.cookie(Client.COOKIE).orElseThrow();
		isLocked(cookie);
		assertThat(cookie.maxAge()).as("goes with the browser").isNull();
		assertThat(answer.cookie(Client.REFRESH_COOKIE).isPresent()).isEqualTo(jwt());
		answer.cookie(Client.REFRESH_COOKIE).ifPresent(LoginContract::isLocked);
		assertThat(answer.headers("Set-Cookie")).allMatch((header) -> header.length() <= 4096);
		assertThat(answer.body()).doesNotContain(cookie.value());
	}

	private static void isLocked(Cookie cookie) {
		assertThat(cookie.secure()).as(cookie.toString()).isTrue();
		assertThat(cookie.httpOnly()).as(cookie.toString()).isTrue();
		assertThat(cookie.sameSite()).as(cookie.toString()).isEqualTo("Lax");
		assertThat(cookie.path()).as(cookie.toString()).isEqualTo("/");
		assertThat(cookie.domain()).as(cookie.toString()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void setsNoSessionBeforeTheLogin(Door door) {
		Person alice = someone();
		long before = this.latchkey.sessionRows();
		Client client = client();
		holdsNoCredential(client.get("/api/mode"));
		holdsNoCredential(client.browse("/login"));
		holdsNoCredential(client.get("/api/me"));
		holdsNoCredential(client.login(alice.with("not-the-password")));
		holdsNoCredential(client.loginByForm(alice.with("not-the-password")));
		assertThat(this.latchkey.sessionRows()).isEqualTo(before);
		door.open(client, alice);
		assertThat(this.latchkey.sessionRows()).isEqualTo(before + 1);
	}

	@Test
	void givesOneAnswerToUnknownWrongAndDisabled() {
		Person alice = someone();
		Person disabled = someone();
		admin().patch("/api/admin/users/" + disabled.username(), Map.of("status", "disabled")).expect(200);
		Answer wrong = client().login(alice.with("not-the-password"));
		Answer unknown = client().login(new Person("nobody-of-that-name", Latchkey.PASSWORD));
		Answer off = client().login(disabled);
		wrong.expectProblem(401, "invalid-credentials");
		unknown.expectProblem(401, "invalid-credentials");
		off.expectProblem(401, "invalid-credentials");
		assertThat(wrong.header("WWW-Authenticate")).isPresent();
		assertThat(unknown.body()).isEqualTo(wrong.body());
		assertThat(off.body()).isEqualTo(wrong.body());
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void endsTheSessionThatTheBrowserHadBefore(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		Client before = client.copy();
		door.open(client, alice);
		before.get("/api/me").expectProblem(401, "session-ended");
		isSignedIn(client);
		assertThat(client.get("/api/me/sessions").json().get("sessions")).hasSize(1);
	}

	@Test
	void looksAtNoCredentialWhereAnyoneMayGo() {
		Client client = client().withCookie(Client.COOKIE, "garbage").withBearer("garbage");
		client.get("/api/mode").expect(200);
		client.browse("/login").expect(200);
		client.get("/actuator/health/liveness").expect(200);
		client.withoutCookie(Client.COOKIE).login(someone()).expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "carrier-pigeon", "COOKIE", "" })
	void refusesATransportThatItDoesNotKnow(String transport) {
		client().login(Map.of("username", "admin", "password", Latchkey.PASSWORD, "transport", transport))
			.expectProblem(400);
	}

	@Test
	void findsTheUserWhateverTheCaseOfTheName() {
		Person alice = someone();
		Answer answer = client().login(new Person(alice.username().toUpperCase(Locale.ROOT), alice.password()));
		assertThat(answer.expect(200).text("/username")).isEqualTo(alice.username());
	}

	@Test
	void takesThePasswordExactlyAsItIs() {
		Person alice = someone();
		client().login(alice.with(alice.password() + " ")).expectProblem(401, "invalid-credentials");
		client().login(alice.with(" " + alice.password())).expectProblem(401, "invalid-credentials");
		client().login(alice.with(alice.password() + "\0")).expect(400, 401);
		client().login(alice.with(alice.password().toUpperCase(Locale.ROOT))).expectProblem(401, "invalid-credentials");
	}

	@Test
	void asksForJsonThatItCanRead() {
		Client client = client();
		client.call("POST", "/api/login").body("text/plain", "{}").send().expectProblem(415);
		client.call("POST", "/api/login")
			.body("application/x-www-form-urlencoded", "username=admin&password=x")
			.send()
			.expectProblem(415);
		client.call("POST", "/api/login").body("application/json", "{\"username\":").send().expectProblem(400);
		client.call("POST", "/api/login").body("application/json", "").send().expectProblem(400);
		client.call("POST", "/api/login").body("application/json", "[]").send().expectProblem(400);
		client.login(Map.of("username", "admin")).expectProblem(400);
		client.login(Map.of("password", Latchkey.PASSWORD)).expectProblem(400);
		client.login(Map.of()).expectProblem(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"username\":12345678,\"password\":\"x\"}", "{\"username\":\"x\",\"password\":true}",
			"{\"username\":1e999999999,\"password\":\"x\"}",
			"{\"username\":\"x\",\"username\":\"y\",\"password\":\"z\"}",
			"{\"username\":\"x\",\"password\":\"y\",\"remember_me\":\"yes\"}",
			"{\"username\":\"x\",\"password\":\"y\",\"remember_me\":1}" })
	void takesJsonAtItsWord(String body) {
		client().call("POST", "/api/login").body("application/json", body).send().expectProblem(400, "invalid-request");
	}

	@Test
	void readsNoBodyWithoutEnd() {
		String much = "{\"username\":\"admin\",\"password\":\"" + "x".repeat(1 << 20) + "\"}";
		client().call("POST", "/api/login").body("application/json", much).send().expectProblem(413);
		client().call("POST", "/api/login").chunked("application/json", much).send().expectProblem(413);
	}

}
