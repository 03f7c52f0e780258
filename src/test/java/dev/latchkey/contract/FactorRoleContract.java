package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RelyingParty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles that require a second factor, and what those may do who have none.
 */
abstract class FactorRoleContract extends Contract {

	private static final String ROLE = "/api/admin/roles/GUARDED";

	private static final String SLUG = "second-factor-setup-required";

	@BeforeEach
	void require() {
		put(true).expect(200);
	}

	@AfterEach
	void requireNothing() {
		put(false).expect(200);
	}

	private Answer put(boolean secondFactor) {
		return admin().put(ROLE, Map.of("permissions", List.of("users:read"), "second_factor", secondFactor));
	}

	@Test
	void saysWhichRolesRequireOne() {
		assertThat(put(true).expect(200).json().get("second_factor").asBoolean()).isTrue();
		assertThat(required()).isTrue();
		admin().put(ROLE, Map.of("permissions", List.of("users:read"))).expect(200);
		assertThat(required()).as("absent: as it was").isTrue();
		put(false).expect(200);
		assertThat(required()).isFalse();
		admin().put(ROLE, Map.of("permissions", List.of("users:read"), "second_factor", "yes"))
			.expectProblem(400, "invalid-request");
	}

	private boolean required() {
		for (JsonNode role : admin().get("/api/admin/roles").expect(200).json().get("roles")) {
			if (role.get("role").asString().equals("GUARDED")) {
				return role.get("second_factor").asBoolean();
			}
		}
		throw new AssertionError("no such role");
	}

	@ParameterizedTest
	@EnumSource
	void letsAPersonWithoutOneDoLittleElse(Door door) {
		Person alice = this.latchkey.newPerson("USER", "GUARDED");
		Client client = door.open(this.latchkey, alice);
		client.get("/api/me").expectProblem(403, SLUG);
		client.get("/api/me/sessions").expectProblem(403, SLUG);
		client.delete("/api/me/sessions").expectProblem(403, SLUG);
		client.get("/api/admin/users").expectProblem(403, SLUG);
		Registered application = Registered.at(this.latchkey);
		assertThat(application.introspect(client.credential()).expect(200).json().get("active").asBoolean()).isFalse();
		client.post("/api/me/proof", Map.of("password", alice.password())).expect(204);
		client.delete("/api/me/factors/totp").expect(204);
		client.get("/api/me/factors").expect(200);
		if (jwt()) {
			client.keepTokens(client.refresh()).expect(200);
			client.get("/api/me").expectProblem(403, SLUG);
		}
		client.keepTokens(PasswordContract.change(client, alice.password(), "walnut-harbour-kettle-28")).expect(200);
		client.get("/api/me").expectProblem(403, SLUG);
		client.post("/api/logout").expect(204);
		client.get("/api/me").expectProblem(401);
	}

	@Test
	void leadsToThePageThatSetsOneUp() {
		Client browser = ProofContract.browserOf(this.latchkey, this.latchkey.newPerson("GUARDED"));
		assertThat(browser.browse("/devices").expect(303).header("Location")).contains("/factors?continue=%2Fdevices");
		assertThat(browser.browse("/").expect(303).header("Location")).contains("/factors");
		assertThat(browser.browse("/admin/users").expect(303).header("Location").orElse("")).startsWith("/factors");
		RelyingParty application = RelyingParty.at(this.latchkey, Map.of());
		assertThat(application.authorize(browser).expect(303).header("Location").orElse(""))
			.startsWith("/factors?continue=%2Foauth2%2Fauthorize%3F");
		assertThat(application.answered(application.authorize(browser, "prompt", "none"))).containsEntry("error",
				"interaction_required");
	}

	@Test
	void freesTheSameCredentialOnceOneIsSetUp() {
		Person alice = this.latchkey.newPerson("GUARDED");
		Client client = this.latchkey.login(alice);
		client.get("/api/me").expectProblem(403, SLUG);
		client.get("/api/me/factors").expect(200);
		Authenticator app = Authenticator.setUp(this.latchkey, client);
		client.get("/api/me").expect(200);
		client.get("/api/admin/users").expect(200);
		Client again = client();
		String ticket = again.login(alice).expectProblem(401, "second-factor-required").text("/login");
		again.keepTokens(again.post("/api/login/factor", Map.of("login", ticket, "code", app.code()))).expect(200);
		again.get("/api/admin/users").expect(200);
		if (jwt()) {
			client.keepTokens(client.refresh()).expect(200);
			client.get("/api/me").expect(200);
		}
	}

	@Test
	void freesNoSessionWhoseFactorIsRemoved() {
		Person alice = this.latchkey.newPerson("GUARDED");
		Client client = this.latchkey.login(alice);
		Authenticator.setUp(this.latchkey, client);
		client.get("/api/admin/users").expect(200);
		client.delete("/api/me/factors/totp").expect(204);
		client.get("/api/admin/users").expectProblem(401, "session-ended");
		this.latchkey.login(alice).get("/api/admin/users").expectProblem(403, SLUG);
	}

	@Test
	void freesASessionWhenTheRoleRequiresNoneAnyMore() {
		Client client = this.latchkey.login(this.latchkey.newPerson("GUARDED"));
		client.get("/api/me").expectProblem(403, SLUG);
		put(false).expect(200);
		client.get("/api/me").expect(200);
	}

	@Test
	void endsLiveSessionsWhenARoleBeginsToRequireOne() {
		put(false).expect(200);
		Person alice = this.latchkey.newPerson("GUARDED");
		Client client = this.latchkey.login(alice);
		Client bob = this.latchkey.login(someone());
		isSignedIn(client);
		put(true).expect(200);
		hasEnded(client, "roles_changed");
		isSignedIn(bob);
		this.latchkey.login(alice).get("/api/me").expectProblem(403, SLUG);
		put(true).expect(200);
	}

	@Test
	void restrictsAUserWhoGetsTheRole() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		admin().patch("/api/admin/users/" + alice.username(), Map.of("roles", List.of("USER", "GUARDED"))).expect(200);
		hasEnded(client, "roles_changed");
		this.latchkey.login(alice).get("/api/me").expectProblem(403, SLUG);
	}

}
