package dev.latchkey.promise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After any calls of people with any permissions, an administrator can still do
 * everything to every other account and to every role, and no user holds a permission
 * that was not given by one who held it.
 */
@RunsIn(value = Latchkey.Mode.SESSION, own = true)
class AdministratorReachTests {

	private static final int CALLS = Repetitions.of(1_000, 250);

	private static final String USERS = "/api/admin/users/";

	private static final String ROLES = "/api/admin/roles/";

	private static final List<String> NAMES = List.of("DESK", "CLERK", "HELPER", "USER", "ADMIN");

	private final Random random = new Random(27);

	private final Map<String, Client> clients = new HashMap<>();

	@Test
	void isNeverLost(Latchkey latchkey) {
		List<Person> people = people(latchkey);
		int allowed = 0;
		for (int call = 0; call < CALLS; call++) {
			Person actor = pick(people);
			Client client = client(latchkey, actor);
			if (client == null) {
				// disabled, and only an administrator will set it active again
				latchkey.admin().patch(USERS + actor.username(), Map.of("status", "active")).expect(200);
				continue;
			}
			Set<String> held = held(latchkey, actor.username());
			Set<String> known = known(latchkey);
			Map<String, Set<String>> before = everybody(latchkey);
			Answer answer = call(client, people);
			assertThat(answer.status()).as(answer.body()).isIn(200, 204, 400, 403, 404, 409);
			allowed += (answer.status() < 300) ? 1 : 0;
			everybody(latchkey).forEach((name, permissions) -> {
				Set<String> gained = new TreeSet<>(permissions);
				gained.removeAll(before.getOrDefault(name, Set.of()));
				gained.removeAll(held);
				gained.retainAll(known);
				assertThat(gained).as(name + " gained it from " + actor.username()).isEmpty();
			});
		}
		assertThat(allowed).isBetween(CALLS / 10, CALLS * 9 / 10);
		reachesAll(latchkey, people);
	}

	private List<Person> people(Latchkey latchkey) {
		for (List<String> role : List.of(List.of("DESK", "users:read", "users:write", "roles:write"),
				List.of("CLERK", "users:read", "users:write", "sessions:end"),
				List.of("HELPER", "users:read", "roles:write", "audit:read"))) {
			latchkey.admin().put(ROLES + role.get(0), Map.of("permissions", role.subList(1, role.size()))).expect(200);
		}
		return new ArrayList<>(Stream.of("DESK", "DESK", "CLERK", "CLERK", "HELPER", "HELPER", "ADMIN")
			.map((role) -> latchkey.newPerson(role))
			.toList());
	}

	private Answer call(Client client, List<Person> people) {
		String user = USERS + pick(people).username();
		return switch (this.random.nextInt(6)) {
			case 0 -> client.patch(user, Map.of("status", pick(List.of("active", "disabled"))));
			case 1 -> client.patch(user, Map.of("roles", some(NAMES)));
			case 2 -> client.delete(ROLES + pick(NAMES));
			case 3 -> client.delete(user + "/throttle");
			default -> client.put(ROLES + pick(NAMES), Map.of("permissions", some(permissions())));
		};
	}

	private static List<String> permissions() {
		return Stream
			.concat(Stream.of("users:read", "users:write", "roles:write", "sessions:read", "sessions:end",
					"audit:read"), IntStream.range(0, 6).mapToObj((number) -> "made:up" + number))
			.toList();
	}

	private Client client(Latchkey latchkey, Person person) {
		Client known = this.clients.get(person.username());
		if (known != null && known.get("/api/me").status() == 200) {
			return known;
		}
		Client client = latchkey.client();
		if (client.login(person).status() != 200) {
			return null;
		}
		this.clients.put(person.username(), client);
		return client;
	}

	private static void reachesAll(Latchkey latchkey, List<Person> people) {
		for (Person person : people) {
			String user = USERS + person.username();
			latchkey.admin().patch(user, Map.of("status", "disabled")).expect(200);
			latchkey.admin().patch(user, Map.of("roles", List.of())).expect(200);
			latchkey.admin().post(user + "/password").expect(200);
			latchkey.admin().delete(user).expect(204);
		}
		for (String role : latchkey.sql().sql("select name from role").query(String.class).list()) {
			if (!role.equals("ADMIN")) {
				latchkey.admin().put(ROLES + role, Map.of("permissions", List.of())).expect(200);
			}
			latchkey.admin().delete(ROLES + role).expect(Set.of("ADMIN", "USER").contains(role) ? 409 : 204);
		}
	}

	private static Set<String> held(Latchkey latchkey, String username) {
		return everybody(latchkey).getOrDefault(username, Set.of());
	}

	private static Set<String> known(Latchkey latchkey) {
		return new TreeSet<>(latchkey.sql().sql("select permission from role_permission").query(String.class).list());
	}

	private static Map<String, Set<String>> everybody(Latchkey latchkey) {
		return latchkey.sql()
			.sql("""
					select a.username, rp.permission from account a
					join account_role ar on ar.account_id = a.id join role_permission rp on rp.role = ar.role
					""")
			.query((row, number) -> Map.entry(row.getString("username"), row.getString("permission")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
	}

	private <T> T pick(List<T> from) {
		return from.get(this.random.nextInt(from.size()));
	}

	private List<String> some(List<String> from) {
		return from.stream().filter((one) -> this.random.nextInt(3) == 0).toList();
	}

}
