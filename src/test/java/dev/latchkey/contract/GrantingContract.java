package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No one grants what they lack, and no one takes it from those who have it.
 */
abstract class GrantingContract extends Contract {

	private static final String USERS = "/api/admin/users";

	private Client helper;

	@BeforeEach
	void employAHelper() {
		admin()
			.put("/api/admin/roles/HELPER",
					Map.of("permissions", List.of("users:read", "users:write", "roles:write", "sessions:read")))
			.expect(200, 201);
		this.helper = this.latchkey.login(this.latchkey.newPerson("HELPER"));
	}

	@Test
	void lettingThemDoWhatTheyMay() {
		this.helper.get(USERS).expect(200);
		this.helper
			.post(USERS, Map.of("username", "helped-" + System.nanoTime(), "password", Latchkey.PASSWORD, "roles",
					List.of("USER")))
			.expect(201);
		this.helper.post(USERS, Map.of("username", "helper-" + System.nanoTime(), "roles", List.of("HELPER")))
			.expect(201);
		Person alice = someone();
		this.helper.patch(USERS + "/" + alice.username(), Map.of("status", "disabled")).expect(200);
		this.helper.delete(USERS + "/" + alice.username()).expect(204);
	}

	@Test
	void refusesToCreateAMightierUser() {
		this.helper.post(USERS, Map.of("username", "mighty", "password", Latchkey.PASSWORD, "roles", List.of("ADMIN")))
			.expectProblem(403);
		admin().get(USERS + "/mighty").expectProblem(404);
	}

	@Test
	void refusesToMakeAUserMightier() {
		Person alice = someone();
		this.helper.patch(USERS + "/" + alice.username(), Map.of("roles", List.of("ADMIN"))).expectProblem(403);
		this.helper.patch(USERS + "/" + alice.username(), Map.of("roles", List.of("USER", "ADMIN"))).expectProblem(403);
		assertThat(admin().get(USERS + "/" + alice.username()).json().get("roles").toString()).isEqualTo("[\"USER\"]");
	}

	@Test
	void refusesToTouchAMightierUser() {
		Person mighty = this.latchkey.newPerson("ADMIN");
		Client client = this.latchkey.login(mighty);
		String path = USERS + "/" + mighty.username();
		this.helper.patch(path, Map.of("status", "disabled")).expectProblem(403);
		this.helper.patch(path, Map.of("roles", List.of("USER"))).expectProblem(403);
		this.helper.patch(path, Map.of("email", "helper@people.example")).expectProblem(403);
		for (String credential : List.of("/password", "/password-reset", "/invitation")) {
			this.helper.post(path + credential).expectProblem(403);
		}
		this.helper.delete(path + "/factors").expectProblem(403);
		this.helper.delete(path + "/throttle").expectProblem(403);
		assertThat(this.helper.call("POST", "/api/admin/users/import?existing=update")
			.body("application/x-ndjson",
					"{\"username\":\"%s\",\"email\":\"helper@people.example\"}".formatted(mighty.username()))
			.send()
			.expect(200)
			.body()).contains("not-grantable", "\"updated\":0");
		this.helper.delete(path).expectProblem(403);
		isSignedIn(client);
		admin().delete(path).expect(204);
	}

	@Test
	void refusesToMakeARoleMightier() {
		for (String role : List.of("HELPER", "USER", "NEW")) {
			this.helper.put("/api/admin/roles/" + role, Map.of("permissions", List.of("users:read", "sessions:end")))
				.expectProblem(403);
		}
		this.helper.put("/api/admin/roles/ADMIN", Map.of("permissions", List.of("users:read"))).expectProblem(403);
		this.helper.delete("/api/admin/roles/ADMIN").expectProblem(403);
		isSignedIn(this.helper);
	}

	@Test
	void refusesWhatTheirRoleDoesNotSay() {
		this.helper.get("/api/admin/sessions").expect(200);
		this.helper.post("/api/admin/logout").expectProblem(403);
		this.helper.post(USERS + "/admin/logout").expectProblem(403);
		this.helper.delete("/api/admin/sessions/" + NO_HANDLE).expectProblem(403);
		assertThat(this.helper.get("/actuator/prometheus").status()).isEqualTo(403);
	}

	@Test
	void refusesToHeadWhatTheyMayNotGet() {
		admin().put("/api/admin/roles/WRITER", Map.of("permissions", List.of("users:read", "users:write"))).expect(200);
		Client writer = this.latchkey.login(this.latchkey.newPerson("WRITER"));
		for (String path : List.of("/api/admin/sessions", USERS + "/admin/sessions", "/admin/online")) {
			writer.call("HEAD", path).send().expect(403);
		}
		writer.call("HEAD", USERS).send().expect(200);
	}

}
