package dev.latchkey.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.url.UrlSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that a page of the administration does has a call, and the other way round.
 */
@RunsIn(Latchkey.Mode.SESSION)
class AdminCounterpartsTests {

	/**
	 * What each page and each of its forms does, by calls. What asks a question or leads
	 * on does nothing.
	 */
	private static final String TABLE = """
			GET  /admin                                  | -
			GET  /admin/                                 | -
			GET  /admin/overview                         | GET /api/admin/overview
			GET  /admin/users                            | GET /api/admin/users
			POST /admin/users                            | POST /api/admin/users
			GET  /admin/users/{username}                 | GET /api/admin/users/{username}, GET /api/admin/users/{username}/factors, GET /api/admin/users/{username}/throttle, GET /api/admin/users/{username}/sessions, GET /api/admin/events
			POST /admin/users/{username}/profile         | PATCH /api/admin/users/{username}
			POST /admin/users/{username}/status          | PATCH /api/admin/users/{username}
			POST /admin/users/{username}/roles           | PATCH /api/admin/users/{username}
			POST /admin/users/{username}/password        | POST /api/admin/users/{username}/password
			POST /admin/users/{username}/reset-link      | POST /api/admin/users/{username}/password-reset
			POST /admin/users/{username}/invitation      | POST /api/admin/users/{username}/invitation
			POST /admin/users/{username}/factors         | DELETE /api/admin/users/{username}/factors
			POST /admin/users/{username}/throttle        | DELETE /api/admin/users/{username}/throttle
			POST /admin/users/{username}/logout          | POST /api/admin/users/{username}/logout
			POST /admin/users/{username}/delete          | DELETE /api/admin/users/{username}
			GET  /admin/users/import                     | GET /api/admin/users/export, GET /api/admin/users/import/progress
			POST /admin/users/import                     | POST /api/admin/users/import
			GET  /admin/online                           | GET /api/admin/sessions
			POST /admin/online/{handle}/end              | DELETE /api/admin/sessions/{handle}
			POST /admin/online/end-everybody             | POST /api/admin/logout
			GET  /admin/roles                            | GET /api/admin/roles
			POST /admin/roles                            | PUT /api/admin/roles/{name}
			GET  /admin/roles/{role}                     | GET /api/admin/roles/{name}
			POST /admin/roles/{role}                     | PUT /api/admin/roles/{name}
			POST /admin/roles/{role}/delete              | DELETE /api/admin/roles/{name}
			GET  /admin/applications                     | GET /api/admin/applications
			POST /admin/applications                     | POST /api/admin/applications
			GET  /admin/applications/{clientId}          | GET /api/admin/applications/{clientId}
			POST /admin/applications/{clientId}          | PATCH /api/admin/applications/{clientId}
			POST /admin/applications/{clientId}/secret   | POST /api/admin/applications/{clientId}/secret
			GET  /admin/applications/{clientId}/delete   | -
			POST /admin/applications/{clientId}/delete   | DELETE /api/admin/applications/{clientId}
			GET  /admin/applications/{clientId}/sessions | GET /api/admin/applications/{clientId}/sessions
			GET  /admin/keys                             | GET /api/admin/keys
			POST /admin/keys/rotate                      | POST /api/admin/keys/rotate
			POST /admin/keys/{kid}/revoke                | DELETE /api/admin/keys/{kid}
			GET  /admin/events                           | GET /api/admin/events
			GET  /admin/events/export                    | GET /api/admin/events
			""";

	/**
	 * What a page leaves out for those who may not see it.
	 */
	private static final Map<String, List<String>> LEFT_OUT = Map.of("GET /admin/users/{username}",
			List.of("GET /api/admin/users/{username}/sessions", "GET /api/admin/events"));

	private static Map<String, List<String>> table() {
		Map<String, List<String>> table = new TreeMap<>();
		TABLE.lines().forEach((line) -> {
			List<String> columns = Arrays.stream(line.split("\\|")).map(String::strip).toList();
			table.put(columns.get(0).replaceFirst(" +", " "),
					columns.get(1).equals("-") ? List.of() : List.of(columns.get(1).split(", ")));
		});
		return table;
	}

	private static Set<String> endpoints(Latchkey latchkey, String under) {
		// the servlet looks for them at its first request
		latchkey.client().get("/api/mode").expect(200);
		return latchkey.bean(DispatcherServlet.class)
			.getHandlerMappings()
			.stream()
			.filter(RequestMappingHandlerMapping.class::isInstance)
			.map(RequestMappingHandlerMapping.class::cast)
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.flatMap((endpoint) -> endpoint.getMethodsCondition()
				.getMethods()
				.stream()
				.flatMap((method) -> endpoint.getPatternValues().stream().map((path) -> method + " " + path)))
			.filter((endpoint) -> endpoint.endsWith(" " + under) || endpoint.contains(" " + under + "/"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void areNamedForEachPageAndForm(Latchkey latchkey) {
		assertThat(table().keySet()).isEqualTo(endpoints(latchkey, "/admin"));
	}

	@Test
	void areNamedForEachCall(Latchkey latchkey) {
		Set<String> calls = table().values()
			.stream()
			.flatMap(List::stream)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(calls).isEqualTo(endpoints(latchkey, "/api/admin"));
	}

	@Test
	void takeTheSamePermission() {
		assertThat(table()).allSatisfy((page, calls) -> {
			List<String> leftOut = LEFT_OUT.getOrDefault(page, List.of());
			assertThat(calls).containsAll(leftOut)
				.allSatisfy((call) -> assertThat(permission(call).equals(permission(page))).as("%s, %s", page, call)
					.isEqualTo(!leftOut.contains(call)));
		});
	}

	@ParameterizedTest
	@CsvSource({ "users:read, false, false", "users:read sessions:read, true, false",
			"users:read audit:read, false, true" })
	void leaveOutOfThePageOfAUserWhatItsReaderMayNotSee(String permissions, boolean sessions, boolean events,
			Latchkey latchkey) {
		Person alice = latchkey.newPerson("USER");
		latchkey.login(alice);
		String role = "READER_" + permissions.length();
		latchkey.admin()
			.put("/api/admin/roles/" + role, Map.of("permissions", List.of(permissions.split(" "))))
			.expect(200);
		Client reader = latchkey.client();
		reader.loginByForm(latchkey.newPerson(role)).expect(303);
		String page = reader.browse("/admin/users/" + alice.username()).expect(200).body();
		assertThat(page.contains("id=\"sessions\"")).isEqualTo(sessions);
		assertThat(page.contains("id=\"activity\"")).isEqualTo(events);
	}

	private static String permission(String endpoint) {
		String[] parts = endpoint.split(" ");
		return String.valueOf(UrlSpace.permissionFor(HttpMethod.valueOf(parts[0]), PathContainer.parsePath(parts[1])));
	}

}
