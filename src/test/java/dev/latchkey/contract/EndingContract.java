package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator ends a user's sessions, on purpose or because what the user may do has
 * changed. When the answer is there, it is over.
 */
abstract class EndingContract extends Contract {

	private static String user(Person person) {
		return "/api/admin/users/" + person.username();
	}

	private static void ended(Answer answer, int sessions) {
		JsonNode body = answer.expect(200).json();
		assertThat(names(body)).isEqualTo(set("ended", "nodes", "applications"));
		assertThat(body.get("ended").asInt()).as(answer.toString()).isEqualTo(sessions);
		assertThat(body.get("nodes").toString()).isEqualTo("{\"live\":1,\"applied\":1}");
	}

	@ParameterizedTest
	@EnumSource
	void putsAUserOutEverywhere(Door door) {
		Person alice = someone();
		Client one = door.open(this.latchkey, alice);
		Client two = this.latchkey.login(alice);
		Client bob = this.latchkey.login(someone());
		isSignedIn(one);
		ended(admin().post(user(alice) + "/logout"), 2);
		hasEnded(one, "forced_logout");
		hasEnded(two, "forced_logout");
		isSignedIn(bob);
		isSignedIn(admin());
		assertThat(admin().get(user(alice) + "/sessions").json().get("sessions")).isEmpty();
		isSignedIn(door.open(this.latchkey, alice));
	}

	@Test
	void endsNothingWhereNothingIs() {
		ended(admin().post(user(someone()) + "/logout"), 0);
	}

	@ParameterizedTest
	@EnumSource
	void putsOneSessionOutByItsHandle(Door door) {
		Person alice = someone();
		Client lost = door.open(this.latchkey, alice);
		Client kept = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(lost);
		ended(admin().delete("/api/admin/sessions/" + handle), 1);
		hasEnded(lost, "forced_logout");
		isSignedIn(kept);
		Answer again = admin().delete("/api/admin/sessions/" + handle);
		again.expect(200, 404);
		hasEnded(lost, "forced_logout");
	}

	@Test
	void doesNotKnowAHandleThatIsNone() {
		admin().delete("/api/admin/sessions/" + NO_HANDLE).expectProblem(404);
		admin().delete("/api/admin/sessions/x").expect(400, 404);
	}

	@Test
	void putsEverybodyOut() {
		Client alice = this.latchkey.login(someone());
		Client bob = client();
		Person bobs = someone();
		bob.loginForCookies(bobs).expect(200);
		Client caller = this.latchkey.login(Latchkey.ADMIN);
		Client admin = admin();
		Answer answer = caller.post("/api/admin/logout").expect(200);
		assertThat(answer.json().get("ended").asInt()).isGreaterThanOrEqualTo(3);
		assertThat(answer.json().get("nodes").toString()).isEqualTo("{\"live\":1,\"applied\":1}");
		hasEnded(alice, "everybody");
		hasEnded(bob, "everybody");
		hasEnded(admin, "everybody");
		isSignedIn(this.latchkey.login(bobs));
	}

	@Test
	void showsAUsersSessions() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Answer answer = admin().get(user(alice) + "/sessions").expect(200);
		JsonNode session = answer.json().at("/sessions/0");
		assertThat(names(session)).isEqualTo(set("handle", "current", "address", "user_agent", "transport",
				"started_at", "last_seen_at", "expires_at"));
		assertThat(session.get("handle").asString()).isEqualTo(OwnSessionsContract.handleOf(client));
		assertThat(session.get("current").asBoolean()).isFalse();
	}

	@Test
	void showsWhoIsOnline() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Answer answer = admin().get("/api/admin/sessions?page=0&size=200").expect(200);
		assertThat(names(answer.json())).isEqualTo(set("sessions", "page", "size", "total"));
		List<JsonNode> sessions = List.copyOf(answer.json().get("sessions").values());
		JsonNode newest = sessions.get(0);
		assertThat(newest.get("username").asString()).isEqualTo(alice.username());
		assertThat(names(newest)).isEqualTo(set("handle", "username", "current", "address", "user_agent", "transport",
				"started_at", "last_seen_at", "expires_at"));
		assertThat(sessions).filteredOn((session) -> session.get("current").asBoolean()).hasSize(1);
		long total = answer.json().get("total").asLong();
		client.post("/api/logout").expect(204);
		Answer later = admin().get("/api/admin/sessions?page=0&size=1").expect(200);
		assertThat(later.json().get("total").asLong()).isEqualTo(total - 1);
		assertThat(later.json().get("size").asInt()).isEqualTo(1);
		assertThat(later.json().get("sessions")).hasSize(1);
		assertThat(later.body()).doesNotContain(alice.username());
	}

	@Test
	void endsTheSessionsOfWhomItDisables() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Answer answer = admin().patch(user(alice), Map.of("status", "disabled")).expect(200);
		assertThat(answer.text("/status")).isEqualTo("disabled");
		hasEnded(client, "account_disabled");
		client().login(alice).expectProblem(401, "invalid-credentials");
		admin().patch(user(alice), Map.of("status", "active")).expect(200);
		hasEnded(client, "account_disabled");
		isSignedIn(this.latchkey.login(alice));
	}

	@Test
	void endsTheSessionsOfWhoseRolesChange() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Answer answer = admin().patch(user(alice), Map.of("roles", List.of("USER", "ADMIN"))).expect(200);
		assertThat(answer.json().get("roles").toString()).contains("USER", "ADMIN");
		hasEnded(client, "roles_changed");
		Client mightier = this.latchkey.login(alice);
		mightier.get("/api/admin/users").expect(200);
		admin().patch(user(alice), Map.of("roles", List.of("USER"))).expect(200);
		hasEnded(mightier, "roles_changed");
		this.latchkey.login(alice).get("/api/admin/users").expectProblem(403);
	}

	@Test
	void endsTheSessionsOfWhomItDeletes() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		admin().delete(user(alice)).expect(204);
		hasEnded(client, "account_disabled");
		admin().get(user(alice)).expectProblem(404);
		client().login(alice).expectProblem(401, "invalid-credentials");
		admin().post("/api/admin/users", Map.of("username", alice.username(), "password", alice.password()))
			.expect(201);
		hasEnded(client, "account_disabled");
		isSignedIn(this.latchkey.login(alice));
	}

	@Test
	void endsTheSessionsOfWhosePasswordItResets() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Answer answer = admin().post(user(alice) + "/password").expect(200);
		assertThat(names(answer.json())).isEqualTo(set("temporary_password"));
		hasEnded(client, "password_changed");
		client().login(alice).expectProblem(401, "invalid-credentials");
		Client again = client();
		Answer login = again.login(alice.with(answer.text("/temporary_password"))).expect(200);
		assertThat(login.json().get("must_change_password").asBoolean()).isTrue();
		again.get("/api/me").expectProblem(403, "password-change-required");
		assertThat(admin().get(user(alice)).json().get("must_change_password").asBoolean()).isTrue();
	}

	@Test
	void sendsTheBrowserOfWhomItPutOutToTheLogin() {
		Person alice = someone();
		Client client = client();
		client.loginByForm(alice).expect(303);
		admin().post(user(alice) + "/logout").expect(200);
		Answer answer = client.browse("/").expect(303);
		String location = answer.header("Location").orElseThrow();
		assertThat(location).startsWith("/login?");
		client.browse(location).expect(200);
		client.loginByForm(alice).expect(303);
		client.browse("/").expect(200);
	}

}
