package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles, and what changes for those who have one.
 */
abstract class RolesContract extends Contract {

	private static final String ROLES = "/api/admin/roles";

	private Answer put(String role, String... permissions) {
		return admin().put(ROLES + "/" + role, Map.of("permissions", List.of(permissions)));
	}

	@Test
	void listsWhatThereIs() {
		Answer answer = admin().get(ROLES).expect(200);
		assertThat(answer.body()).contains("\"ADMIN\"", "\"USER\"", "\"users:write\"");
	}

	@Test
	void givesItsPermissionsToWhomHasTheRole() {
		put("READER", "users:read").expect(200, 201);
		Client client = client();
		Answer login = client.login(this.latchkey.newPerson("READER")).expect(200);
		assertThat(login.json().get("permissions").toString()).isEqualTo("[\"users:read\"]");
		client.get("/api/admin/users").expect(200);
		client.get("/api/admin/sessions").expectProblem(403);
		client.post("/api/admin/users", Map.of("username", "by-a-reader")).expectProblem(403);
	}

	@Test
	void endsTheSessionsOfWhomHasTheRoleWhenItChanges() {
		put("CHANGING", "users:read").expect(200, 201);
		Person alice = this.latchkey.newPerson("USER", "CHANGING");
		Client client = this.latchkey.login(alice);
		Client bob = this.latchkey.login(someone());
		put("CHANGING", "sessions:read").expect(200);
		hasEnded(client, "roles_changed");
		isSignedIn(bob);
		Client again = this.latchkey.login(alice);
		again.get("/api/admin/users").expectProblem(403);
		again.get("/api/admin/sessions").expect(200);
		put("CHANGING", "sessions:read").expect(200);
		isSignedIn(again);
	}

	@Test
	void keepsTheSessionsOfWhomHasTheRoleWhenItGrows() {
		put("GROWING", "users:read").expect(200, 201);
		Person alice = this.latchkey.newPerson("GROWING");
		Client client = this.latchkey.login(alice);
		put("GROWING", "users:read", "growing:more").expect(200);
		isSignedIn(client);
		isSignedIn(admin());
		assertThat(this.latchkey.login(alice).get("/api/me").json().get("permissions").toString())
			.isEqualTo("[\"growing:more\",\"users:read\"]");
	}

	/**
	 * A permission that an administrator does not hold would put the users who hold it
	 * out of every administrator's reach.
	 */
	@Test
	void keepsNothingOutOfAnAdministratorsReach() {
		put("DESK", "users:read", "users:write", "roles:write").expect(200, 201);
		Person desk = this.latchkey.newPerson("DESK");
		Client client = this.latchkey.login(desk);
		client
			.put(ROLES + "/DESK", Map.of("permissions", List.of("users:read", "users:write", "roles:write", "made:up")))
			.expect(200);
		String path = "/api/admin/users/" + desk.username();
		admin().patch(path, Map.of("status", "disabled")).expect(200);
		admin().patch(path, Map.of("status", "active")).expect(200);
		admin().patch(path, Map.of("roles", List.of())).expect(200);
		admin().post(path + "/password").expect(200);
		admin().delete(path).expect(204);
		put("DESK").expect(200);
		admin().delete(ROLES + "/DESK").expect(204);
	}

	@Test
	void letsAnAdministratorGrantWhatTheyHaveJustDefined() {
		put("DEFINED", "just:defined").expect(200, 201);
		Person alice = someone();
		admin().patch("/api/admin/users/" + alice.username(), Map.of("roles", List.of("DEFINED"))).expect(200);
	}

	@Test
	void takesNothingThatIsKnownFromAdministrators() {
		put("HOLDER", "held:elsewhere").expect(200, 201);
		put("ADMIN", "users:read", "users:write").expectProblem(409, "last-administrator");
		assertThat(admin().get(ROLES).body()).contains("held:elsewhere");
	}

	/**
	 * Only the role ADMIN has it, so that it is in no other role's list.
	 */
	@Test
	void takesNothingFromAdministratorsThatAnApplicationAsksFor() {
		String applications = "/api/admin/applications";
		admin()
			.post(applications,
					Map.of("client_id", "asks-for-it", "name", "Asks for it", "permission", "asked:by-one",
							"introspect", true))
			.expect(201);
		List<String> all = administratorsPermissions();
		assertThat(all).contains("asked:by-one");
		List<String> others = all.stream().filter((permission) -> !permission.equals("asked:by-one")).toList();
		admin().put(ROLES + "/ADMIN", Map.of("permissions", others)).expectProblem(409, "last-administrator");
		assertThat(administratorsPermissions()).isEqualTo(all);
		// what nothing asks for any more can go
		admin().delete(applications + "/asks-for-it").expect(204);
		admin().put(ROLES + "/ADMIN", Map.of("permissions", others)).expect(200);
		this.latchkey.forgetAdmin();
		assertThat(administratorsPermissions()).isEqualTo(others);
	}

	private List<String> administratorsPermissions() {
		return this.latchkey.sql()
			.sql("select permission from role_permission where role = 'ADMIN' order by permission")
			.query(String.class)
			.list();
	}

	@Test
	void needsThePermissionToWriteRoles() {
		put("WRITES_USERS", "users:read", "users:write").expect(200, 201);
		Client writer = this.latchkey.login(this.latchkey.newPerson("WRITES_USERS"));
		writer.put(ROLES + "/ANY", Map.of("permissions", List.of())).expectProblem(403);
		writer.delete(ROLES + "/ANY").expectProblem(403);
		writer.get(ROLES).expect(200);
	}

	@Test
	void deletesARoleThatNobodyHas() {
		put("UNUSED").expect(200, 201);
		admin().delete(ROLES + "/UNUSED").expect(204);
		admin().delete(ROLES + "/UNUSED").expectProblem(404);
		assertThat(admin().get(ROLES).body()).doesNotContain("\"UNUSED\"");
	}

	@Test
	void doesNotDeleteARoleThatSomebodyHas() {
		put("NEEDED", "sessions:read").expect(200, 201);
		Client client = this.latchkey.login(this.latchkey.newPerson("NEEDED"));
		admin().delete(ROLES + "/NEEDED").expectProblem(409);
		client.get("/api/admin/sessions").expect(200);
	}

	@Test
	void leavesSomebodyWhoCanAdminister() {
		deleteOtherAdministrators();
		List<String> permissions = this.latchkey.sql()
			.sql("select permission from role_permission where role = 'ADMIN'")
			.query(String.class)
			.list();
		try {
			put("ADMIN").expectProblem(409, "last-administrator");
			put("ADMIN", "users:read").expectProblem(409, "last-administrator");
			admin().delete(ROLES + "/ADMIN").expectProblem(409);
		}
		finally {
			restore(permissions);
		}
		isSignedIn(admin());
		admin().get("/api/admin/users").expect(200);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "%20", "a%0Ab", "x%00", "ROLE-WITH-A-NAME-THAT-IS-FAR-TOO-LONG-FOR-ANY-COLUMN", "%3Cx%3E" })
	void refusesANameThatCannotBe(String name) {
		put(name, "users:read").expect(400, 404);
	}

	/** So that only this test fails where no administrator is left. */
	private void restore(List<String> permissions) {
		this.latchkey.sql().sql("delete from role_permission where role = 'ADMIN'").update();
		permissions.forEach((permission) -> this.latchkey.sql()
			.sql("insert into role_permission (role, permission) values ('ADMIN', ?)")
			.param(permission)
			.update());
		this.latchkey.forgetAdmin();
	}

	@Test
	void refusesPermissionsThatCannotBe() {
		for (Map<String, ?> body : List.<Map<String, ?>>of(Map.of(), Map.of("permissions", "users:read"),
				Map.of("permissions", List.of("")), Map.of("permissions", List.of("x".repeat(65))),
				Map.of("permissions", List.of(List.of())), Map.of("permissions", List.of("line\nbreak")))) {
			admin().put(ROLES + "/STRANGE", body).expectProblem(400);
		}
		assertThat(admin().get(ROLES).body()).doesNotContain("STRANGE");
	}

}
