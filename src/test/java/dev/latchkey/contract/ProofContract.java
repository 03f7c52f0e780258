package dev.latchkey.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was shown in a session, when, and what asks for a recent proof.
 */
abstract class ProofContract extends Contract {

	private static final String PROOF = "/api/me/proof";

	@ParameterizedTest
	@EnumSource
	void saysWhatWasShownAndWhen(Door door) {
		Client client = door.open(this.latchkey, someone());
		JsonNode session = client.get("/api/me").expect(200).json().get("session");
		assertThat(session.get("amr").toString()).isEqualTo("[\"pwd\"]");
		assertThat(session.get("auth_time").asString()).matches(INSTANT)
			.isEqualTo(session.get("started_at").asString());
		JsonNode introspected = Registered.at(this.latchkey).introspectActive(client.credential()).json();
		long seconds = Instant.parse(session.get("auth_time").asString()).getEpochSecond();
		assertThat(introspected.get("amr").toString()).isEqualTo("[\"pwd\"]");
		assertThat(introspected.get("auth_time").asLong()).isEqualTo(seconds);
		if (jwt()) {
			JsonNode claims = JwtContract.part(client.credential(), 1);
			assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\"]");
			assertThat(claims.get("auth_time").asLong()).isEqualTo(seconds);
		}
	}

	@ParameterizedTest
	@EnumSource
	void renewsAProof(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		String handle = OwnSessionsContract.handleOf(client);
		Instant old = age(handle, Duration.ofHours(2));
		client.post(PROOF, Map.of("password", alice.password())).expect(204);
		assertThat(provedAt(handle)).isAfter(old);
		JsonNode session = client.get("/api/me").expect(200).json().get("session");
		assertThat(session.get("handle").asString()).isEqualTo(handle);
		assertThat(Instant.parse(session.get("auth_time").asString())).isAfter(old)
			.isEqualTo(provedAt(handle).truncatedTo(ChronoUnit.SECONDS));
		JsonNode introspected = Registered.at(this.latchkey).introspectActive(client.credential()).json();
		assertThat(introspected.get("auth_time").asLong()).isEqualTo(provedAt(handle).getEpochSecond());
		if (jwt()) {
			client.keepTokens(client.refresh()).expect(200);
			JsonNode claims = JwtContract.part(client.credential(), 1);
			assertThat(claims.get("auth_time").asLong()).isEqualTo(provedAt(handle).getEpochSecond());
			assertThat(client.get("/api/me").expect(200).text("/session/started_at"))
				.isEqualTo(session.get("started_at").asString());
		}
	}

	@Test
	void takesACodeForAProofOnce() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Authenticator app = Authenticator.setUp(this.latchkey, client);
		String handle = OwnSessionsContract.handleOf(client);
		Instant old = age(handle, Duration.ofHours(2));
		client.delete("/api/me/factors/totp").expectProblem(401, "proof-too-old");
		client.post("/api/me/factors/totp").expectProblem(401, "proof-too-old");
		client.post("/api/me/factors/recovery-codes").expectProblem(401, "proof-too-old");
		client.put("/api/me/factors/totp", Map.of("code", app.code())).expectProblem(401, "proof-too-old");
		client.put("/api/me/email", Map.of("email", "thief@example.org")).expectProblem(401, "proof-too-old");
		client.post(PROOF, Map.of("code", app.wrongCode())).expectProblem(403, "proof-wrong");
		client.post(PROOF, Map.of("code", app.code(), "password", alice.password())).expectProblem(400);
		assertThat(provedAt(handle)).isEqualTo(old);
		String code = app.code();
		client.call("POST", PROOF)
			.body("application/json", "{\"password\":null,\"code\":\"%s\",\"credential\":null}".formatted(code))
			.send()
			.expect(204);
		assertThat(provedAt(handle)).isAfter(old);
		assertThat(client.get("/api/me").expect(200).json().get("session").get("amr").toString())
			.isEqualTo("[\"mfa\",\"otp\",\"pwd\"]");
		client.post(PROOF, Map.of("code", code)).expectProblem(403, "proof-wrong");
		client.post(PROOF, Map.of("code", app.recoveryCodes().get(0))).expect(204);
		assertThat(events(alice, "proof_failed"))
			.anySatisfy((event) -> assertThat(event.get("reason").asString()).isEqualTo("wrong_code"));
		client.delete("/api/me/factors/totp").expect(204);
	}

	@Test
	void takesNoWrongProof() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Instant old = age(OwnSessionsContract.handleOf(client), Duration.ofHours(2));
		client.post(PROOF, Map.of("password", "not-the-password")).expectProblem(403, "proof-wrong");
		client.post(PROOF, Map.of("password", "")).expectProblem(403, "proof-wrong");
		client.post(PROOF, Map.of()).expectProblem(400);
		client.post(PROOF, Map.of("password", List.of(alice.password()))).expectProblem(400);
		assertThat(provedAt(OwnSessionsContract.handleOf(client))).isEqualTo(old);
		Set<String> reasons = Set.of("wrong_password");
		assertThat(events(alice, "proof_failed")).isNotEmpty()
			.allSatisfy((event) -> assertThat(reasons).contains(event.get("reason").asString()));
	}

	@Test
	void asksForARecentProofBeforeItGivesSomethingAway() {
		Person boss = this.latchkey.newPerson("ADMIN");
		Person bob = someone();
		Client client = this.latchkey.login(boss);
		String handle = OwnSessionsContract.handleOf(client);
		age(handle, Duration.ofMinutes(9));
		client.patch("/api/admin/users/" + bob.username(), Map.of("roles", List.of("USER"))).expect(200);
		age(handle, Duration.ofMinutes(11));
		String users = "/api/admin/users";
		String role = "/api/admin/roles/PROVING";
		isTooOld(client.post(users, Map.of("username", "given-away", "password", "walnut-harbour-kettle-28")));
		isTooOld(client.patch(users + "/" + bob.username(), Map.of("roles", List.of("USER", "ADMIN"))));
		isTooOld(client.patch(users + "/" + bob.username(), Map.of("email", "thief@example.org")));
		isTooOld(client.post(users + "/" + bob.username() + "/password"));
		isTooOld(client.post(users + "/" + bob.username() + "/invitation"));
		isTooOld(client.post(users + "/" + bob.username() + "/password-reset"));
		isTooOld(client.delete(users + "/" + bob.username() + "/factors"));
		isTooOld(client.put(role, Map.of("permissions", List.of("users:read"))));
		isTooOld(client.delete(role));
		isTooOld(client.post("/api/admin/applications", Map.of("name", "given-away")));
		String application = "/api/admin/applications/" + Registered.at(this.latchkey).clientId();
		isTooOld(client.patch(application, Map.of("name", "given-away")));
		isTooOld(client.post(application + "/secret"));
		String line = UserFile.line("given-away", "");
		isTooOld(client.call("POST", users + "/import").body(UserFile.LINES, line).send());
		client.call("POST", users + "/import?dry_run=true").body(UserFile.LINES, line).send().expect(200);
		isTooOld(client.get(users + "/export?hashes=true"));
		client.get(users + "/export").expect(200);
		assertThat(this.latchkey.sql()
			.sql("select count(*) from account where username = 'given-away'")
			.query(Long.class)
			.single()).isZero();
		assertThat(admin().get(users + "/" + bob.username()).expect(200).json().get("roles").toString())
			.isEqualTo("[\"USER\"]");
		assertThat(admin().get("/api/admin/roles").body()).doesNotContain("PROVING");
		client().login(bob).expect(200);
		// what takes away is urgent
		client.patch(users + "/" + bob.username(), Map.of("status", "disabled")).expect(200);
		client.get(users).expect(200);
		client.post(PROOF, Map.of("password", boss.password())).expect(204);
		client.put(role, Map.of("permissions", List.of("users:read"))).expect(200);
		client.delete(role).expect(204);
	}

	@Test
	void asksForNoProofFromWhomMayNotDoIt() {
		Client client = this.latchkey.login(someone());
		age(OwnSessionsContract.handleOf(client), Duration.ofHours(2));
		client.post("/api/admin/users", Map.of("username", "given-away")).expectProblem(403, "forbidden");
	}

	@Test
	void takesTheCurrentPasswordForTheProofThatItIs() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(client);
		Instant old = age(handle, Duration.ofHours(2));
		client.keepTokens(PasswordContract.change(client, alice.password(), "walnut-harbour-kettle-28")).expect(200);
		assertThat(provedAt(OwnSessionsContract.handleOf(client))).isAfter(old);
	}

	@Test
	void renewsNoProofOfASessionThatHasEnded() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(client);
		Instant old = age(handle, Duration.ofHours(2));
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		client.post(PROOF, Map.of("password", alice.password())).expectEnded("forced_logout");
		assertThat(provedAt(handle)).isEqualTo(old);
	}

	@Test
	void asksOnAPageAndThenDoesWhatWasAskedFor() {
		Person boss = this.latchkey.newPerson("ADMIN");
		Client browser = browserOf(this.latchkey, boss);
		String handle = OwnSessionsContract.handleOf(browser);
		age(handle, Duration.ofHours(2));
		String name = "asked-" + handle.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		Answer asked = form(browser, "/admin/users", "username", name, "roles", "USER", "roles", "ADMIN", "note",
				"\"><b>&amp;");
		asked.expect(401);
		assertThat(asked.header("WWW-Authenticate").orElse("")).contains("insufficient_user_authentication");
		assertThat(asked.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(asked.body())
			.contains("name=\"proof_password\"", "action=\"/admin/users\"", "value=\"" + name + "\"", "value=\"ADMIN\"",
					"value=\"&quot;&gt;&lt;b&gt;&amp;amp;\"")
			.doesNotContain("name=\"proof_code\"");
		Answer wrong = form(browser, "/admin/users", "username", name, "roles", "USER", "roles", "ADMIN",
				"proof_password", "not-the-password");
		wrong.expect(403);
		assertThat(wrong.body()).contains("name=\"proof_password\"", "value=\"" + name + "\"", "value=\"ADMIN\"")
			.doesNotContain("not-the-password");
		assertThat(provedAt(handle)).isBefore(this.latchkey.clock().instant().minus(Duration.ofHours(1)));
		form(browser, "/admin/users", "username", name, "roles", "USER", "roles", "ADMIN", "proof_password",
				boss.password())
			.expect(200);
		assertThat(browser.get("/api/admin/users/" + name).expect(200).json().get("roles").toString())
			.isEqualTo("[\"ADMIN\",\"USER\"]");
	}

	@Test
	void takesACodeOnAPageAsWellButNotBoth() {
		Person boss = this.latchkey.newPerson("ADMIN");
		Client browser = browserOf(this.latchkey, boss);
		Authenticator app = Authenticator.setUp(this.latchkey, browser);
		String handle = OwnSessionsContract.handleOf(browser);
		age(handle, Duration.ofHours(2));
		String name = "coded-" + handle.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		Answer asked = form(browser, "/admin/users", "username", name);
		assertThat(asked.expect(401).body()).contains("name=\"proof_password\"", "name=\"proof_code\"");
		Answer wrong = form(browser, "/admin/users", "username", name, "proof_password", "", "proof_code",
				app.wrongCode());
		assertThat(wrong.expect(403).body()).contains("name=\"proof_code\"", "value=\"" + name + "\"");
		for (String password : List.of("", boss.password())) {
			String code = password.isEmpty() ? "" : app.code();
			Answer refused = form(browser, "/admin/users", "username", name, "proof_password", password, "proof_code",
					code);
			assertThat(refused.expect(400).body()).contains("name=\"proof_code\"", "value=\"" + name + "\"", "not both")
				.doesNotContain(boss.password());
		}
		for (String field : List.of("proof_code", "proof%5Fcode")) {
			form(browser, "/admin/users?" + field + "=" + app.code(), "username", name).expect(400);
		}
		assertThat(provedAt(handle)).isBefore(this.latchkey.clock().instant().minus(Duration.ofHours(1)));
		browser.get("/api/admin/users/" + name).expectProblem(404, "unknown-user");
		form(browser, "/admin/users", "username", name, "proof_password", "", "proof_code", app.code()).expect(200);
		browser.get("/api/admin/users/" + name).expect(200);
		age(handle, Duration.ofHours(2));
		form(browser, "/proof", "continue", "/devices").expect(401);
		form(browser, "/proof", "continue", "/devices", "proof_code", app.recoveryCodes().get(0)).expect(303);
	}

	@Test
	void asksOnAPageOfItsOwnAndThenGoesOn() {
		Person alice = someone();
		Client browser = browserOf(this.latchkey, alice);
		assertThat(browser.browse("/proof?continue=/devices").expect(303).header("Location").orElse(""))
			.endsWith("/devices");
		age(OwnSessionsContract.handleOf(browser), Duration.ofHours(2));
		Answer asked = browser.browse("/proof?continue=/devices").expect(401);
		assertThat(asked.body()).contains("action=\"/proof\"", "name=\"proof_password\"",
				"value=\"/proof?continue=/devices\"");
		String onward = form(browser, "/proof", "continue", "/proof?continue=/devices", "proof_password",
				alice.password())
			.expect(303)
			.header("Location")
			.orElseThrow();
		assertThat(browser.browse(onward).expect(303).header("Location").orElse("")).endsWith("/devices");
		assertThat(browser.browse("/proof?continue=//elsewhere.example").expect(303).header("Location").orElse(""))
			.doesNotContain("elsewhere");
	}

	@Test
	void leadsBackWhereThereIsNoFormToSendOnceMore() {
		Person alice = someone();
		Client browser = browserOf(this.latchkey, alice);
		Answer answer = form(browser, "/proof", "continue", "/devices", "proof_password", alice.password());
		assertThat(answer.expect(303).header("Location")).contains("/devices");
		form(browser, "/proof", "continue", "/devices", "proof_password", "wrong").expect(403);
		form(browser, "/proof", "continue", "//elsewhere.example", "proof_password", alice.password()).expect(303);
		form(browser, "/proof?proof_password=" + alice.password(), "continue", "/").expect(400);
	}

	private static Answer form(Client browser, String path, String... fields) {
		return browser.call("POST", path)
			.accept("text/html")
			.form(fields)
			.formMore("_csrf", browser.csrfOfPage("/"))
			.send();
	}

	private void isTooOld(Answer answer) {
		answer.expectProblem(401, "proof-too-old");
		assertThat(answer.header("WWW-Authenticate").orElse(""))
			.isEqualTo((jwt() ? "Bearer " : "Cookie realm=\"latchkey\", ")
					+ "error=\"insufficient_user_authentication\", max_age=600");
		assertThat(answer.cookies()).isEmpty();
	}

	/** Let a proof be so old, past the application, and return when it was then. */
	private Instant age(String handle, Duration age) {
		Instant then = this.latchkey.clock().instant().minus(age);
		this.latchkey.sql()
			.sql("update user_session set proved_at = ? where handle = ?")
			.params(then.atOffset(ZoneOffset.UTC), handle)
			.update();
		return provedAt(handle);
	}

	private Instant provedAt(String handle) {
		return this.latchkey.sql()
			.sql("select proved_at from user_session where handle = ?")
			.param(handle)
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
	}

	private Iterable<JsonNode> events(Person person, String type) {
		return admin().get("/api/admin/events?type=" + type + "&subject=" + person.username())
			.expect(200)
			.json()
			.get("events");
	}

	static Client browserOf(Latchkey latchkey, Person person) {
		Client browser = latchkey.client();
		browser.loginByForm(person).expect(303);
		return browser;
	}

}
