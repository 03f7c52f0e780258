package dev.latchkey.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
 * Who is online and which applications there are, searched by calls and on pages.
 */
abstract class SearchContract extends Contract {

	private static final String SESSIONS = "/api/admin/sessions";

	private static final String APPLICATIONS = "/api/admin/applications";

	private Client browser() {
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		return browser;
	}

	private List<String> online(String query) {
		return admin().get(SESSIONS + query)
			.expect(200)
			.json()
			.get("sessions")
			.valueStream()
			.map((session) -> session.get("username").asString())
			.toList();
	}

	private List<String> applications(String query) {
		return admin().get(APPLICATIONS + query)
			.expect(200)
			.json()
			.get("applications")
			.valueStream()
			.map((application) -> application.get("client_id").asString())
			.toList();
	}

	@Test
	void findsWhoIsOnlineByAPartOfTheName() {
		Person alice = someone();
		Person bob = someone();
		Client hers = this.latchkey.login(alice);
		this.latchkey.login(alice);
		this.latchkey.login(bob);
		String name = alice.username();
		assertThat(online("?q=" + name)).containsExactly(name, name);
		assertThat(online("?q=" + name.substring(1).toUpperCase(Locale.ROOT))).contains(name).doesNotContain("admin");
		assertThat(online("?q=")).contains(name, bob.username());
		assertThat(online("?q=%25")).isEmpty();
		assertThat(online("?q=no%00body")).isEmpty();
		assertThat(online("?q=two+words")).isEmpty();
		JsonNode second = admin().get(SESSIONS + "?q=" + name + "&page=1&size=1").expect(200).json();
		assertThat(second.get("sessions")).hasSize(1);
		assertThat(second.get("total").asInt()).isEqualTo(2);
		hers.post("/api/logout").expect(204);
		assertThat(online("?q=" + name)).containsExactly(name);
		admin().get(SESSIONS + "?q=" + "x".repeat(4_000)).expect(200);
	}

	@Test
	void staysWhereOneWasInTheListOfWhoIsOnline() {
		Person alice = someone();
		Client hers = this.latchkey.login(alice);
		Client browser = browser();
		String list = "/admin/online?q=" + alice.username();
		assertThat(browser.browse(list).expect(200).body())
			.contains("One sign-in, newest first.", "value=\"" + alice.username() + "\"")
			.doesNotContain("Sign out admin,");
		String handle = OwnSessionsContract.handleOf(hers);
		assertThat(browser.browse("/admin/online?done=one&ended=" + handle).expect(200).body())
			.doesNotContain("is signed out there");
		String where = browser.call("POST", "/admin/online/" + handle + "/end")
			.form("page", "3", "q", alice.username(), "_csrf", browser.csrfOfPage(list))
			.send()
			.expect(303)
			.header("Location")
			.orElseThrow();
		assertThat(where).contains("page=3", "q=" + alice.username());
		assertThat(browser.browse(where).expect(200).body()).contains(alice.username() + " is signed out there.",
				"Nobody with that name is signed in.");
		for (String made : List.of("who=admin", "ended=admin", "ended=%00", "ended=")) {
			assertThat(browser.browse("/admin/online?done=one&" + made).expect(200).body())
				.doesNotContain("is signed out there");
		}
		assertThat(browser.browse("/admin/online?page=999999").expect(200).body()).contains("<td");
	}

	@Test
	void findsAUserByAFullName() {
		String name = someone().username();
		String user = "/api/admin/users/" + name;
		admin().patch(user, Map.of("name", "Ada " + name + " 100% Lovelace")).expect(200);
		assertThat(users("ada+" + name + "+100%25+Love")).containsExactly(name);
		assertThat(users("++Ada+" + name.toUpperCase(Locale.ROOT) + "+")).containsExactly(name);
		assertThat(users("ada+" + name + "+1%25love")).isEmpty();
		assertThat(users("ada%00" + name)).isEmpty();
		assertThat(browser().browse("/admin/users?q=Ada+" + name).expect(200).body()).contains("/admin/users/" + name);
	}

	private List<String> users(String query) {
		return admin().get("/api/admin/users?q=" + query)
			.expect(200)
			.json()
			.get("users")
			.valueStream()
			.map((user) -> user.get("username").asString())
			.toList();
	}

	@Test
	void findsApplicationsByNameAddressAndWayIn() {
		register("found-page", "Found by name", Map.of("home", "https://lost-and.example/", "oidc",
				Map.of("redirect_uris", List.of("https://lost-and.example/cb"))));
		register("found-asks", "Other", Map.of("introspect", true));
		assertThat(applications("?q=found-")).containsExactly("found-page", "found-asks");
		assertThat(applications("?q=FOUND+BY+NAME")).containsExactly("found-page");
		assertThat(applications("?q=lost-and.example")).containsExactly("found-page");
		assertThat(applications("?q=found-&way=oidc")).containsExactly("found-page");
		assertThat(applications("?q=found-&way=introspect")).containsExactly("found-asks");
		assertThat(applications("?q=found-&way=proxy")).isEmpty();
		assertThat(applications("?q=&way=")).contains("found-page", "found-asks");
		assertThat(browser().browse("/admin/applications?q=found-&way=oidc").expect(200).body())
			.contains("Found by name", "1 application", "value=\"found-\"")
			.doesNotContain("found-asks");
		assertThat(browser().browse("/admin/applications?q=none-of-these").expect(200).body())
			.contains("There is no such application.");
	}

	private void register(String clientId, String name, Map<String, ?> more) {
		Map<String, Object> document = new HashMap<>(more);
		document.put("client_id", clientId);
		document.put("name", name);
		admin().post(APPLICATIONS, document).expect(201, 409);
	}

	@ParameterizedTest
	@ValueSource(strings = { "way=door", "way=OIDC", "way=%00" })
	void refusesAWayInThatThereIsNot(String query) {
		admin().get(APPLICATIONS + "?" + query).expectProblem(400);
		browser().browse("/admin/applications?" + query).expect(400);
	}

	@Test
	void saysNothingOfWhatIsNotSo() {
		String body = browser().browse("/admin/applications?done=delete&gone=%3Cb%3E+call+that+number")
			.expect(200)
			.body();
		assertThat(body).doesNotContain("that number", "is deleted");
		register("still-there", "Still there", Map.of());
		assertThat(browser().browse("/admin/applications?done=delete&gone=still-there").expect(200).body())
			.doesNotContain("is deleted");
	}

}
