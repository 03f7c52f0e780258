package dev.latchkey.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators find users: by name, address, role and status, in the order that
 * they want.
 */
abstract class UserListContract extends Contract {

	private static final String USERS = "/api/admin/users";

	private List<String> found(String query) {
		JsonNode users = admin().get(USERS + "?" + query).expect(200).json().get("users");
		return users.valueStream().map((user) -> user.get("username").asString()).toList();
	}

	private void create(String username, Map<String, ?> more) {
		Map<String, Object> body = new HashMap<>(more);
		body.put("username", username);
		body.put("password", Latchkey.PASSWORD);
		admin().post(USERS, body).expect(201, 409);
	}

	@Test
	void findsByNameAddressRoleAndStatus() {
		admin().put("/api/admin/roles/LISTED", Map.of("permissions", List.of())).expect(200);
		create("listed-a", Map.of("email", "First.A@listed.example", "roles", List.of("LISTED")));
		create("listed-b", Map.of("email", "b@listed.example", "roles", List.of("LISTED", "USER")));
		create("listed-c", Map.of("name", "Carola Listed"));
		admin().patch(USERS + "/listed-b", Map.of("status", "disabled")).expect(200);
		assertThat(found("q=listed-")).containsExactly("listed-a", "listed-b", "listed-c");
		assertThat(found("q=FIRST.a@LISTED")).containsExactly("listed-a");
		assertThat(found("q=carola")).containsExactly("listed-c");
		assertThat(found("role=LISTED")).containsExactly("listed-a", "listed-b");
		assertThat(found("role=LISTED&status=disabled")).containsExactly("listed-b");
		assertThat(found("q=listed-&status=active&role=&sort=")).containsExactly("listed-a", "listed-c");
		assertThat(admin().get(USERS + "?role=LISTED&size=1&page=1").json().get("total").asInt()).isEqualTo(2);
	}

	@Test
	void sortsByNameCreationAndLastSignIn() {
		for (String name : List.of("sorted-b", "sorted-c", "sorted-a")) {
			create(name, Map.of());
		}
		client().login(new Person("sorted-a", Latchkey.PASSWORD)).expect(200);
		assertThat(found("q=sorted-&sort=name")).containsExactly("sorted-a", "sorted-b", "sorted-c");
		assertThat(found("q=sorted-&sort=-name")).containsExactly("sorted-c", "sorted-b", "sorted-a");
		assertThat(found("q=sorted-&sort=created")).containsExactly("sorted-b", "sorted-c", "sorted-a");
		assertThat(found("q=sorted-&sort=-created")).containsExactly("sorted-a", "sorted-c", "sorted-b");
		assertThat(found("q=sorted-&sort=last_sign_in")).containsExactly("sorted-b", "sorted-c", "sorted-a");
		assertThat(found("q=sorted-&sort=-last_sign_in")).containsExactly("sorted-a", "sorted-c", "sorted-b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "role=NO_SUCH_ROLE", "role=%00", "status=asleep", "status=ACTIVE", "sort=password_hash",
			"sort=name;drop", "sort=NAME", "role=USER&role=ADMIN" })
	void refusesWhatCannotBeAskedFor(String query) {
		admin().get(USERS + "?" + query).expectProblem(400);
		Client browser = client();
		browser.loginByForm(Latchkey.ADMIN).expect(303);
		browser.browse("/admin/users?" + query).expect(400);
	}

}
