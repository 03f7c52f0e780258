package dev.latchkey.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users, as an administrator keeps them.
 */
abstract class UsersContract extends Contract {

	private static final String USERS = "/api/admin/users";

	private static final Set<String> FIELDS = set("username", "status", "roles", "must_change_password");

	private static String of(Person person) {
		return USERS + "/" + person.username();
	}

	@Test
	void createsAUserWithAPassword() {
		Answer answer = admin().post(USERS,
				Map.of("username", "given-password", "password", Latchkey.PASSWORD, "roles", List.of("USER")));
		assertThat(names(answer.expect(201).json())).isEqualTo(FIELDS);
		assertThat(answer.text("/username")).isEqualTo("given-password");
		assertThat(answer.text("/status")).isEqualTo("active");
		assertThat(answer.json().get("roles").toString()).isEqualTo("[\"USER\"]");
		client().login(new Person("given-password", Latchkey.PASSWORD)).expect(200);
	}

	@Test
	void createsAUserWithATemporaryPassword() {
		Answer answer = admin().post(USERS, Map.of("username", "temporary", "roles", List.of("USER"))).expect(201);
		Set<String> fields = new HashSet<>(FIELDS);
		fields.add("temporary_password");
		assertThat(names(answer.json())).isEqualTo(fields);
		assertThat(answer.json().get("must_change_password").asBoolean()).isTrue();
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.text("/temporary_password")).hasSizeGreaterThanOrEqualTo(8);
		canOnlyChangeThePassword(new Person("temporary", answer.text("/temporary_password")));
	}

	private void canOnlyChangeThePassword(Person person) {
		Client client = client();
		Answer login = client.login(person).expect(200);
		assertThat(login.json().get("must_change_password").asBoolean()).isTrue();
		client.get("/api/me").expectProblem(403, "password-change-required");
		client.get("/api/me/sessions").expectProblem(403, "password-change-required");
		client.delete("/api/me/sessions").expectProblem(403, "password-change-required");
		client.get(USERS).expectProblem(403);
		if (jwt()) {
			client.refresh().expect(200);
		}
		client.copy().post("/api/logout").expect(204);
		Client again = client();
		again.login(person).expect(200);
		again.keepTokens(PasswordContract.change(again, person.password(), "walnut-harbour-kettle-28")).expect(200);
		isSignedIn(again);
		client().login(person).expectProblem(401, "invalid-credentials");
	}

	@Test
	void keepsOneAccountForAName() {
		Person alice = someone();
		admin().post(USERS, Map.of("username", alice.username())).expectProblem(409, "username-taken");
		admin().post(USERS, Map.of("username", alice.username().toUpperCase(Locale.ROOT)))
			.expectProblem(409, "username-taken");
		// the same name in full-width letters
		StringBuilder wide = new StringBuilder();
		alice.username().chars().forEach((c) -> wide.append((char) ((c > 0x20) ? c + 0xFEE0 : c)));
		admin().post(USERS, Map.of("username", wide.toString())).expect(400, 409);
	}

	@ParameterizedTest
	@MethodSource
	void refusesAUserThatCannotBe(Map<String, ?> body) {
		long before = total();
		Answer answer = admin().post(USERS, body);
		answer.expectProblem(400);
		assertThat(total()).isEqualTo(before);
	}

	static List<Map<String, ?>> refusesAUserThatCannotBe() {
		return List.of(Map.of(), Map.of("username", ""), Map.of("username", "   "), Map.of("username", "x".repeat(65)),
				Map.of("username", "line\nbreak"), Map.of("username", "nul\0byte"), Map.of("username", "a/b"),
				Map.of("username", List.of("a")), Map.of("username", Map.of("a", "b")),
				Map.of("username", "weak-one", "password", "short"),
				Map.of("username", "weak-two", "password", "password1"),
				Map.of("username", "weak-three", "password", "weak-three"),
				Map.of("username", "wrong-role", "roles", List.of("NO_SUCH_ROLE")),
				Map.of("username", "wrong-roles", "roles", "USER-not-a-list-of-them"),
				Map.of("username", "null-role", "roles", List.of("")));
	}

	private long total() {
		return admin().get(USERS + "?size=1").expect(200).json().get("total").asLong();
	}

	@Test
	void listsUsersPageByPage() {
		for (int i = 0; i < 3; i++) {
			admin().post(USERS, Map.of("username", "paged-" + i, "password", Latchkey.PASSWORD)).expect(201, 409);
		}
		Answer first = admin().get(USERS + "?q=paged-&page=0&size=2").expect(200);
		assertThat(names(first.json())).isEqualTo(set("users", "page", "size", "total"));
		assertThat(first.json().get("total").asInt()).isEqualTo(3);
		assertThat(first.json().get("page").asInt()).isZero();
		assertThat(first.json().get("size").asInt()).isEqualTo(2);
		assertThat(first.json().get("users")).hasSize(2);
		assertThat(names(first.json().at("/users/0"))).isEqualTo(FIELDS);
		Answer second = admin().get(USERS + "?q=paged-&page=1&size=2").expect(200);
		assertThat(second.json().get("users")).hasSize(1);
		Set<String> all = new HashSet<>();
		first.json().get("users").forEach((user) -> all.add(user.get("username").asString()));
		second.json().get("users").forEach((user) -> all.add(user.get("username").asString()));
		assertThat(all).containsExactlyInAnyOrder("paged-0", "paged-1", "paged-2");
		assertThat(admin().get(USERS + "?q=paged-&page=7&size=2").expect(200).json().get("users")).isEmpty();
		assertThat(admin().get(USERS + "?q=PAGED-1").expect(200).json().get("total").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%25", "_", "%27", "%5C", "%00", "%F0%9F%A6%89", "%C0%80" })
	void findsTextNotPatterns(String query) {
		Answer answer = admin().get(USERS + "?q=" + query);
		if (answer.expect(200, 400).status() == 200) {
			answer.json()
				.get("users")
				.forEach((user) -> assertThat(user.get("username").asString() + user.path("email").asString("")
						+ user.path("name").asString(""))
					.containsIgnoringCase(URLDecoder.decode(query, StandardCharsets.UTF_8)));
		}
	}

	@Test
	void handsOutAtMostTwoHundred() {
		Answer answer = admin().get(USERS + "?size=201");
		if (answer.expect(200, 400).status() == 200) {
			assertThat(answer.json().get("size").asInt()).isLessThanOrEqualTo(200);
		}
		admin().get(USERS + "?size=200").expect(200);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "page=-1", "size=0", "size=-1", "page=x", "size=x", "page=99999999999999999999", "page=1.5" })
	void refusesAPageThatCannotBe(String query) {
		admin().get(USERS + "?" + query).expectProblem(400);
		admin().get("/api/admin/sessions?" + query).expectProblem(400);
	}

	@Test
	void readsAUser() {
		Person alice = someone();
		JsonNode user = admin().get(of(alice)).expect(200).json();
		Set<String> fields = new HashSet<>(FIELDS);
		fields.addAll(Set.of("created_at", "throttled"));
		assertThat(names(user)).isEqualTo(fields);
		this.latchkey.login(alice);
		String before = user.get("created_at").asString();
		assertThat(Instant.parse(admin().get(of(alice)).expect(200).text("/last_sign_in_at")))
			.isAfterOrEqualTo(Instant.parse(before).truncatedTo(ChronoUnit.SECONDS));
		assertThat(user.get("username").asString()).isEqualTo(alice.username());
		assertThat(user.toString()).doesNotContain("argon");
	}

	@Test
	void doesNotKnowAUserWhoIsNot() {
		String nobody = USERS + "/nobody-of-that-name";
		admin().get(nobody).expectProblem(404);
		admin().patch(nobody, Map.of("status", "disabled")).expectProblem(404);
		admin().delete(nobody).expectProblem(404);
		admin().post(nobody + "/password").expectProblem(404);
		admin().get(nobody + "/sessions").expectProblem(404);
		admin().post(nobody + "/logout").expectProblem(404);
	}

	@Test
	void refusesAChangeThatCannotBe() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		for (Map<String, ?> change : List.of(Map.of("status", "asleep"), Map.of("status", "DISABLED "),
				Map.of("status", 1), Map.of("roles", List.of("NO_SUCH_ROLE")),
				Map.of("roles", List.of("USER", "NO_SUCH_ROLE")), Map.of("roles", "nothing"),
				Map.of("status", List.of("disabled")))) {
			admin().patch(of(alice), change).expectProblem(400);
		}
		isSignedIn(client);
	}

	@Test
	void keepsTheLastAdministrator() {
		deleteOtherAdministrators();
		admin().patch(of(Latchkey.ADMIN), Map.of("status", "disabled")).expectProblem(409, "last-administrator");
		admin().patch(of(Latchkey.ADMIN), Map.of("roles", List.of("USER"))).expectProblem(409, "last-administrator");
		admin().patch(of(Latchkey.ADMIN), Map.of("roles", List.of())).expectProblem(409, "last-administrator");
		admin().delete(of(Latchkey.ADMIN)).expectProblem(409, "last-administrator");
		isSignedIn(admin());
		assertThat(admin().get(of(Latchkey.ADMIN)).text("/status")).isEqualTo("active");
	}

	@Test
	void countsNoDisabledAdministratorAsTheLast() {
		Person other = this.latchkey.newPerson("ADMIN");
		admin().patch(of(other), Map.of("status", "disabled")).expect(200);
		keepsTheLastAdministrator();
	}

}
