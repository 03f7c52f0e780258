package dev.latchkey.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.SoftAuthenticator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passkeys: adding them, and signing in with them.
 */
abstract class PasskeysContract extends Contract {

	private static final String LOGIN = "/api/login/passkey";

	private static final String OWN = "/api/me/factors/passkeys";

	private Person alice;

	private Client client;

	@BeforeEach
	void signIn() {
		this.alice = someone();
		this.client = this.latchkey.login(this.alice);
	}

	private SoftAuthenticator authenticator() {
		return new SoftAuthenticator("http://localhost:" + this.latchkey.port());
	}

	private JsonNode creation(Client from) {
		return from.post(OWN + "/options").expect(200).json().get("public_key");
	}

	private JsonNode request() {
		return client().post(LOGIN + "/options").expect(200).json().get("public_key");
	}

	private static Answer add(Client to, String name, Map<String, Object> credential) {
		return to.post(OWN, Map.of("name", name, "credential", credential));
	}

	private SoftAuthenticator added() {
		SoftAuthenticator passkey = authenticator();
		add(this.client, "Phone", passkey.create(creation(this.client))).expect(201);
		return passkey;
	}

	private Answer logIn(Client with, Map<String, Object> credential) {
		return with.keepTokens(with.post(LOGIN, Map.of("credential", credential)));
	}

	@Test
	void signsInWithAPasskeyAlone() {
		SoftAuthenticator passkey = added();
		Client other = client();
		Answer login = logIn(other, passkey.get(request())).expect(200);
		assertThat(login.text("/username")).isEqualTo(this.alice.username());
		assertThat(names(login.json())).contains("session", "roles", "permissions", "must_change_password");
		Answer me = other.get("/api/me").expect(200);
		assertThat(me.json().at("/session/amr").toString()).isEqualTo("[\"hwk\",\"mfa\"]");
		isSignedIn(this.client);
		logIn(other, passkey.get(request())).expect(200);
	}

	@Test
	void asksAsBrowsersReadIt() {
		JsonNode creation = creation(this.client);
		assertThat(creation.at("/rp/id").stringValue()).isEqualTo("localhost");
		assertThat(creation.at("/user/name").stringValue()).isEqualTo(this.alice.username());
		assertThat(creation.at("/authenticatorSelection/residentKey").stringValue()).isEqualTo("required");
		assertThat(creation.at("/authenticatorSelection/userVerification").stringValue()).isEqualTo("required");
		assertThat(creation.at("/attestation").stringValue()).isEqualTo("none");
		assertThat(creation.at("/pubKeyCredParams/0/alg").isInt()).isTrue();
		assertThat(creation.at("/excludeCredentials")).isEmpty();
		added();
		assertThat(creation(this.client).at("/excludeCredentials/0/type").stringValue()).isEqualTo("public-key");
		JsonNode request = request();
		assertThat(request.at("/rpId").stringValue()).isEqualTo("localhost");
		assertThat(request.at("/userVerification").stringValue()).isEqualTo("required");
		assertThat(request.at("/allowCredentials")).isEmpty();
		assertThat(request.at("/timeout").asLong()).isEqualTo(300_000);
		assertThat(request().at("/challenge")).isNotEqualTo(request.at("/challenge"));
	}

	@Test
	void namesRenamesAndRemovesAPasskey() {
		SoftAuthenticator passkey = authenticator();
		Answer added = add(this.client, " Work phone ", passkey.create(creation(this.client))).expect(201);
		assertThat(names(added.json())).contains("id", "name", "created_at", "last_used_at");
		assertThat(added.text("/name")).isEqualTo("Work phone");
		assertThat(added.text("/created_at")).matches(INSTANT);
		String path = OWN + "/" + added.text("/id");
		assertThat(this.client.patch(path, Map.of("name", "Tablet")).expect(200).text("/name")).isEqualTo("Tablet");
		Client other = this.latchkey.login(someone());
		other.patch(path, Map.of("name", "Mine")).expectProblem(404, "unknown-passkey");
		other.delete(path).expectProblem(404, "unknown-passkey");
		for (String name : List.of("", " ", "x".repeat(65), "a\u0000b", "a\u202Eb")) {
			this.client.patch(path, Map.of("name", name)).expectProblem(400, "invalid-name");
		}
		this.client.delete(path).expect(204);
		this.client.delete(path).expectProblem(404, "unknown-passkey");
		logIn(client(), passkey.get(request())).expectProblem(401, "invalid-credentials");
	}

	@Test
	void takesOnlyWhatItAskedFor() {
		JsonNode options = creation(this.client);
		Client again = this.latchkey.login(this.alice);
		SoftAuthenticator taken = added();
		Stream<UnaryOperator<SoftAuthenticator>> spoiled = Stream.of((passkey) -> passkey.at("https://evil.example"),
				(passkey) -> passkey.at("http://localhost"), (passkey) -> passkey.signingFor("evil.example"),
				(passkey) -> passkey.withFlags(SoftAuthenticator.PRESENT), (passkey) -> passkey.withFlags(0),
				(passkey) -> passkey.withAlgorithm(-36), SoftAuthenticator::inFrame, SoftAuthenticator::offCurve,
				(passkey) -> passkey.named(taken));
		spoiled.forEach((spoil) -> add(this.client, "Phone", spoil.apply(authenticator()).create(options))
			.expectProblem(400, "invalid-passkey"));
		add(this.latchkey.login(someone()), "Phone", authenticator().create(options)).expectProblem(400,
				"invalid-passkey");
		add(again, "Phone", authenticator().create(options)).expectProblem(400, "invalid-passkey");
		add(this.latchkey.login(someone()), "Phone", taken.create(creation(this.client))).expectProblem(400,
				"invalid-passkey");
		add(this.client, "Phone", authenticator().create(options)).expect(201);
		add(this.client, "Phone", authenticator().create(options)).expectProblem(400, "invalid-passkey");
	}

	@Test
	void acceptsOnlyWhatProvesIt() {
		SoftAuthenticator stranger = authenticator().of("AAAAAAAAAAAAAAAAAAAAAA");
		logIn(client(), stranger.get(request())).expectProblem(401, "invalid-credentials");
		logIn(client(), authenticator().named(added()).get(request())).expectProblem(401, "invalid-credentials");
		Stream<UnaryOperator<SoftAuthenticator>> spoiled = Stream.of((passkey) -> passkey.at("https://evil.example"),
				(passkey) -> passkey.signingFor("evil.example"),
				(passkey) -> passkey.withFlags(SoftAuthenticator.PRESENT), SoftAuthenticator::inFrame,
				(passkey) -> passkey.of("AAAAAAAAAAAAAAAAAAAAAA"));
		spoiled.forEach((spoil) -> logIn(client(), spoil.apply(added()).get(request())).expectProblem(401,
				"invalid-credentials"));
		// a challenge of the other ceremony
		logIn(client(), added().get(withRpId(creation(this.client)))).expectProblem(401, "invalid-credentials");
	}

	private static JsonNode withRpId(JsonNode creation) {
		return ((tools.jackson.databind.node.ObjectNode) creation).put("rpId", "localhost");
	}

	@Test
	void takesAnAssertionOnce() {
		SoftAuthenticator passkey = added();
		Map<String, Object> credential = passkey.get(request());
		logIn(client(), credential).expect(200);
		logIn(client(), credential).expectProblem(401, "invalid-credentials");
		assertThat(events("passkey_copy_suspected")).isZero();
		SoftAuthenticator without = authenticator().counting(0);
		add(this.client, "Cloud", without.create(creation(this.client))).expect(201);
		Map<String, Object> second = without.get(request());
		logIn(client(), second).expect(200);
		logIn(client(), second).expectProblem(401, "invalid-credentials");
		logIn(client(), without.get(request())).expect(200);
	}

	@Test
	void tellsOfACounterThatGoesBack() {
		SoftAuthenticator passkey = added();
		logIn(client(), passkey.counting(10).get(request())).expect(200);
		for (long counter : new long[] { 10, 5, 1, 0 }) {
			logIn(client(), passkey.counting(counter).get(request())).expectProblem(401, "invalid-credentials");
		}
		assertThat(events("passkey_copy_suspected")).isEqualTo(4);
		logIn(client(), passkey.counting(11).get(request())).expect(200);
	}

	private long events(String type) {
		return this.client.get("/api/me/events")
			.expect(200)
			.json()
			.get("events")
			.valueStream()
			.filter((event) -> type.equals(event.get("type").asString()))
			.count();
	}

	@Test
	void lets20AtOnceInOnce() throws Exception {
		SoftAuthenticator passkey = authenticator().counting(0);
		add(this.client, "Cloud", passkey.create(creation(this.client))).expect(201);
		Map<String, Object> credential = passkey.get(request());
		CyclicBarrier start = new CyclicBarrier(20);
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			Callable<Integer> attempt = () -> {
				Client one = client();
				start.await();
				return logIn(one, credential).status();
			};
			List<Integer> statuses = new java.util.ArrayList<>();
			for (Future<Integer> answer : threads.invokeAll(java.util.Collections.nCopies(20, attempt))) {
				statuses.add(answer.get());
			}
			assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 401, 429);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void refusesWhatIsNoCredential() {
		for (Object credential : List.of(Map.of(), List.of(), "x", 1, true, Map.of("id", 1),
				Map.of("id", "!", "rawId", "!"),
				Map.of("type", "public-key", "id", "AA", "rawId", "AA", "response", "x"),
				Map.of("type", "public-key", "id", "AA", "rawId", "AA", "response",
						Map.of("clientDataJSON", "AA", "attestationObject", "AA")),
				Map.of("type", "public-key", "id", "AA", "rawId", "AA", "response",
						Map.of("clientDataJSON", "W1tbW1tbW1s", "attestationObject", "AA")))) {
			client().post(LOGIN, Map.of("credential", credential)).expectProblem(400, "invalid-request");
			this.client.post(OWN, Map.of("name", "Phone", "credential", credential))
				.expectProblem(400, "invalid-passkey");
		}
		client().post(LOGIN, Map.of()).expectProblem(400);
		this.client.post(OWN, Map.of("name", "Phone")).expectProblem(400);
		Map<String, Object> huge = authenticator().create(creation(this.client));
		huge.put("clientExtensionResults", "x".repeat(20_000));
		add(this.client, "Phone", huge).expectProblem(413);
	}

	@Test
	void refusesACBORThatIsNone() {
		JsonNode options = creation(this.client);
		for (String broken : List.of("", "AA", "o2NmbXQ", "_____w", "gYGBgYGBgYGBgYGBgYGBgYGBgYGB")) {
			Map<String, Object> credential = authenticator().create(options);
			response(credential).put("attestationObject", broken);
			add(this.client, "Phone", credential).expectProblem(400, "invalid-passkey");
		}
		for (String field : List.of("authenticatorData", "signature")) {
			for (String broken : List.of("", "AA", "____")) {
				Map<String, Object> credential = added().get(request());
				response(credential).put(field, broken);
				logIn(client(), credential).expectProblem(401, "invalid-credentials");
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> response(Map<String, Object> credential) {
		return (Map<String, Object>) credential.get("response");
	}

	@Test
	void keepsADisabledAccountOut() {
		SoftAuthenticator passkey = added();
		admin().patch("/api/admin/users/" + this.alice.username(), Map.of("status", "disabled")).expect(200);
		logIn(client(), passkey.get(request())).expectProblem(401, "invalid-credentials");
	}

	@Test
	void replacesWhatTheClientCarried() {
		SoftAuthenticator passkey = added();
		Client before = this.client.copy();
		logIn(this.client, passkey.get(request())).expect(200);
		hasEnded(before, "logged_out");
		isSignedIn(this.client);
	}

	@Test
	void writesNothingForStrangers() {
		long rows = rows();
		for (int i = 0; i < 20; i++) {
			request();
		}
		assertThat(rows()).isEqualTo(rows);
	}

	private long rows() {
		return this.latchkey.sql().sql("select count(*) from used_challenge").query(Long.class).single();
	}

	@Test
	void isASecondFactorWithRecoveryCodes() {
		Answer first = add(this.client, "Phone", authenticator().create(creation(this.client))).expect(201);
		assertThat(first.json().get("recovery_codes").valueStream().distinct()).hasSize(10);
		Answer second = add(this.client, "Tablet", authenticator().create(creation(this.client))).expect(201);
		assertThat(second.json().has("recovery_codes")).isFalse();
		Answer asked = client().login(this.alice).expectProblem(401, "second-factor-required");
		assertThat(asked.json().get("factors").toString()).isEqualTo("[\"passkey\",\"recovery_code\"]");
		JsonNode factors = this.client.get("/api/me/factors").expect(200).json();
		assertThat(factors.at("/passkeys/0/id").asString()).isEqualTo(first.text("/id"));
		assertThat(factors.at("/passkeys/1/name").asString()).isEqualTo("Tablet");
		this.client.delete(OWN + "/" + first.text("/id")).expect(204);
		client().login(this.alice).expectProblem(401, "second-factor-required");
		this.client.delete(OWN + "/" + second.text("/id")).expect(204);
		client().login(this.alice).expect(200);
	}

	@Test
	void provesOnceMoreWhoIsSignedIn() {
		SoftAuthenticator passkey = added();
		this.latchkey.sql()
			.sql("update user_session set proved_at = proved_at - interval '1' hour where handle = ?")
			.param(OwnSessionsContract.handleOf(this.client))
			.update();
		this.client.post(OWN + "/options").expectProblem(401, "proof-too-old");
		add(this.client, "Tablet", Map.of()).expectProblem(401, "proof-too-old");
		String one = OWN + "/" + this.client.get("/api/me/factors").expect(200).json().at("/passkeys/0/id").asString();
		this.client.patch(one, Map.of("name", "Tablet")).expectProblem(401, "proof-too-old");
		this.client.delete(one).expectProblem(401, "proof-too-old");
		Client other = this.latchkey.login(someone());
		Map<String, Object> credential = passkey.get(request());
		other.post("/api/me/proof", Map.of("credential", credential)).expectProblem(403, "proof-wrong");
		this.client.post("/api/me/proof", Map.of("credential", Map.of())).expectProblem(403, "proof-wrong");
		this.client.post("/api/me/proof", Map.of("credential", credential)).expect(204);
		this.client.post("/api/me/proof", Map.of("credential", credential)).expectProblem(403, "proof-wrong");
		this.client.post(OWN + "/options").expect(200);
		logIn(client(), credential).expectProblem(401, "invalid-credentials");
	}

}
