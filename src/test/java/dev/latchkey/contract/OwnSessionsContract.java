package dev.latchkey.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who am I, and where am I signed in.
 */
abstract class OwnSessionsContract extends Contract {

	@Test
	void tellsWhoIsAsking() {
		Person alice = someone();
		Client client = this.latchkey.client();
		Answer login = client.login(alice);
		Answer me = client.get("/api/me").expect(200);
		assertThat(names(me.json())).isEqualTo(set("username", "roles", "permissions", "session"));
		assertThat(me.text("/username")).isEqualTo(alice.username());
		assertThat(me.json().get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(me.json().get("permissions").toString()).isEqualTo("[]");
		assertThat(me.text("/session/handle")).isEqualTo(login.text("/session/handle"));
		assertThat(me.text("/session/expires_at")).matches(INSTANT);
	}

	@Test
	void listsTheSessionsNewestFirst() {
		Person alice = someone();
		List<String> handles = new ArrayList<>();
		Client client = null;
		for (int i = 0; i < 3; i++) {
			client = client();
			handles.add(0, client.login(alice).expect(200).text("/session/handle"));
		}
		Answer answer = client.get("/api/me/sessions").expect(200);
		assertThat(names(answer.json())).isEqualTo(set("sessions"));
		List<JsonNode> sessions = List.copyOf(answer.json().get("sessions").values());
		assertThat(sessions).extracting((session) -> session.get("handle").asString())
			.containsExactlyElementsOf(handles);
		assertThat(sessions).extracting((session) -> session.get("current").asBoolean())
			.containsExactly(true, false, false);
	}

	@Test
	void tellsWhereASessionIs() {
		Person alice = someone();
		Client client = client();
		client.call("POST", "/api/login").header("User-Agent", "Lynx/2.9").json(credentials(alice)).send().expect(200);
		Answer answer = this.latchkey.login(alice).get("/api/me/sessions").expect(200);
		JsonNode session = answer.json().at("/sessions/1");
		assertThat(names(session)).isEqualTo(set("handle", "current", "address", "user_agent", "transport",
				"started_at", "last_seen_at", "expires_at"));
		assertThat(session.get("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
		assertThat(session.get("user_agent").asString()).isEqualTo("Lynx/2.9");
		assertThat(session.get("transport").asString()).isEqualTo(jwt() ? "bearer" : "cookie");
		for (String time : new String[] { "started_at", "last_seen_at", "expires_at" }) {
			assertThat(session.get(time).asString()).matches(INSTANT);
		}
	}

	@Test
	void takesAUserAgentOfAnyLength() {
		Person alice = someone();
		Client client = client();
		client
			.keepTokens(client.call("POST", "/api/login")
				.header("User-Agent", "Mozilla/5.0 <script>".repeat(100))
				.json(credentials(alice))
				.send())
			.expect(200);
		assertThat(client.get("/api/me/sessions").expect(200).json().at("/sessions/0/user_agent").asString())
			.hasSizeLessThanOrEqualTo(256)
			.startsWith("Mozilla/5.0 <script>");
	}

	private static Map<String, String> credentials(Person person) {
		return Map.of("username", person.username(), "password", person.password());
	}

	@ParameterizedTest
	@EnumSource
	void endsOneOfThem(Door door) {
		Person alice = someone();
		Client lost = door.open(this.latchkey, alice);
		Client client = this.latchkey.login(alice);
		String handle = handleOf(lost);
		client.delete("/api/me/sessions/" + handle).expect(204);
		hasEnded(lost, "logged_out");
		isSignedIn(client);
		assertThat(client.get("/api/me/sessions").json().get("sessions")).hasSize(1);
		client.delete("/api/me/sessions/" + handle).expect(204, 404);
	}

	@Test
	void endsTheCurrentOne() {
		Client client = this.latchkey.login(someone());
		Client before = client.copy();
		client.delete("/api/me/sessions/" + handleOf(client)).expect(204);
		hasEnded(before, "logged_out");
	}

	@Test
	void doesNotKnowSomebodyElsesSession() {
		Client bob = this.latchkey.login(someone());
		Client alice = this.latchkey.login(someone());
		Answer others = alice.delete("/api/me/sessions/" + handleOf(bob)).expectProblem(404);
		Answer nobodys = alice.delete("/api/me/sessions/" + NO_HANDLE).expectProblem(404);
		assertThat(others.body()).isEqualTo(nobodys.body());
		isSignedIn(bob);
		assertThat(admin().delete("/api/me/sessions/" + handleOf(bob)).status()).isEqualTo(404);
		isSignedIn(bob);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "*", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "%E2%98%83" })
	void doesNotKnowWhatIsNoHandle(String handle) {
		Client alice = this.latchkey.login(someone());
		alice.delete("/api/me/sessions/" + handle).expect(400, 404);
		isSignedIn(alice);
	}

	@ParameterizedTest
	@EnumSource
	void endsAllOthers(Door door) {
		Person alice = someone();
		Client one = door.open(this.latchkey, alice);
		Client two = this.latchkey.login(alice);
		Client bob = this.latchkey.login(someone());
		Client client = door.open(this.latchkey, alice);
		assertThat(client.delete("/api/me/sessions").expect(200).body()).isEqualTo("{\"ended\":2}");
		hasEnded(one, "logged_out");
		hasEnded(two, "logged_out");
		isSignedIn(client);
		isSignedIn(bob);
		assertThat(client.delete("/api/me/sessions").expect(200).body()).isEqualTo("{\"ended\":0}");
		isSignedIn(client);
	}

	@Test
	void doesNotTellACredentialByTheHandle() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		String handle = handleOf(client);
		client().withCookie(Client.COOKIE, handle).get("/api/me").expectProblem(401, "invalid-token");
		assertThat(client.get("/api/me/sessions").body()).doesNotContain(client.credential());
	}

	@Test
	void opensNothingByTheDeviceCookie() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.withoutCookie(Client.COOKIE).withoutCookie(Client.REFRESH_COOKIE).get("/api/me").expectProblem(401);
	}

	static String handleOf(Client client) {
		return client.get("/api/me").expect(200).text("/session/handle");
	}

}
