package dev.latchkey.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The applications, as an administrator keeps them and as people see them. What takes a
 * login host is in {@code ProxiedApplicationsTests}.
 */
abstract class ApplicationsContract extends Contract {

	private static final String APPLICATIONS = "/api/admin/applications";

	private Answer register(String name) {
		return admin().post(APPLICATIONS, Map.of("name", name));
	}

	private JsonNode listed(String clientId) {
		return admin().get(APPLICATIONS)
			.expect(200)
			.json()
			.get("applications")
			.valueStream()
			.filter((application) -> application.get("client_id").asString().equals(clientId))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void showsTheSecretOnceAndNeverAgain() {
		Answer answer = register("Orders of the north").expect(201);
		Set<String> shown = set("client_id", "name", "home", "permission", "declared", "proxy", "oidc", "introspect");
		Set<String> withSecret = new TreeSet<>(shown);
		withSecret.add("client_secret");
		assertThat(names(answer.json())).isEqualTo(withSecret);
		assertThat(answer.text("/client_id")).matches("[a-z0-9]{22}");
		assertThat(answer.text("/client_secret")).matches("[A-Za-z0-9_-]{43}");
		assertThat(answer.text("/name")).isEqualTo("Orders of the north");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		JsonNode listed = listed(answer.text("/client_id"));
		assertThat(names(listed)).isEqualTo(shown);
		// what says no way in asks about tokens, as all did once
		assertThat(listed.get("introspect").asBoolean()).isTrue();
		for (String none : List.of("home", "permission", "proxy", "oidc")) {
			assertThat(listed.get(none).isNull()).as(none).isTrue();
		}
		Answer read = admin().get(APPLICATIONS + "/" + answer.text("/client_id")).expect(200);
		assertThat(read.json()).isEqualTo(listed);
		assertThat(read.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(admin().get(APPLICATIONS).body()).doesNotContain(answer.text("/client_secret"));
		assertThat(this.latchkey.sql()
			.sql("select count(*) from application where secret_hash like ?")
			.param("%" + answer.text("/client_secret") + "%")
			.query(Long.class)
			.single()).isZero();
	}

	private static Map<String, Object> connected(String clientId) {
		Map<String, Object> body = new HashMap<>();
		body.put("client_id", clientId);
		body.put("name", "The one called " + clientId);
		body.put("home", "https://" + clientId + ".example/");
		body.put("permission", "wiki:use");
		body.put("oidc", Map.of("redirect_uris", List.of("https://" + clientId + ".example/cb")));
		return body;
	}

	@Test
	void changesWhatIsNamedAndLeavesTheRest() {
		Answer registered = admin().post(APPLICATIONS, connected("changing")).expect(201);
		assertThat(registered.text("/client_secret")).isNotEmpty();
		assertThat(registered.json().at("/oidc").toString())
			.isEqualTo("{\"redirect_uris\":[\"https://changing.example/cb\"],\"post_logout_redirect_uris\":[],"
					+ "\"backchannel_logout_uri\":null,\"public\":false,\"consent\":false,"
					+ "\"id_token_algorithm\":\"RS256\",\"scopes\":[\"openid\",\"profile\",\"email\",\"roles\"]}");
		assertThat(registered.json().at("/introspect").asBoolean(true)).isFalse();
		JsonNode before = listed("changing");

		assertThat(patch("changing", "{}")).isEqualTo(before);
		assertThat(patch("changing", before.toString())).isEqualTo(before);
		JsonNode changed = patch("changing",
				"{\"permission\":null,\"oidc\":{\"consent\":true,\"scopes\":[\"openid\"]},\"name\":\"Changed\"}");
		assertThat(changed.get("permission").isNull()).isTrue();
		assertThat(changed.at("/oidc/consent").asBoolean(false)).isTrue();
		assertThat(changed.at("/oidc/scopes").toString()).isEqualTo("[\"openid\"]");
		assertThat(changed.at("/oidc/redirect_uris")).isEqualTo(before.at("/oidc/redirect_uris"));
		assertThat(changed.get("home")).isEqualTo(before.get("home"));
		assertThat(changed.get("name").asString()).isEqualTo("Changed");
		assertThat(patch("changing", "{\"oidc\":{\"scopes\":null}}").at("/oidc/scopes"))
			.isEqualTo(before.at("/oidc/scopes"));
		assertThat(patch("changing", "{\"oidc\":null,\"home\":null}").get("oidc").isNull()).isTrue();
		admin().post(APPLICATIONS + "/changing/secret").expectProblem(409, "no-secret");

		JsonNode last = listed("changing");
		admin().post(APPLICATIONS, connected("in-the-way")).expect(201);
		change("changing", "{\"name\":\"The one called in-the-way\",\"home\":\"https://x.example/\"}")
			.expectProblem(409, "name-taken");
		for (String impossible : List.of("{\"name\":null}", "{\"name\":1}", "{\"client_id\":\"other\"}",
				"{\"client_id\":null}", "{\"declared\":true}", "{\"permision\":\"x\"}", "{\"proxy\":{\"bearer\":true}}",
				"{\"oidc\":{}}", "{\"oidc\":[]}", "{\"oidc\":{\"redirect_uris\":[null]}}", "{\"oidc\":\"x\"}",
				"{\"oidc\":{\"redirect_uris\":\"https://a.example/\"}}", "{\"introspect\":\"true\"}",
				"{\"introspect\":1}", "{\"name\":{\"a\":\"b\"}}", "{\"home\":\"javascript:alert(1)\"}",
				"{\"permission\":\"Not One\"}", "{\"proxy\":{\"hosts\":[]}}", "{\"proxy\":{\"hosts\":[1]}}",
				"{\"name\":\"x\",\"name\":\"y\"}", "[]", "null", "", "1", "\"x\"")) {
			change("changing", impossible).expectProblem(400);
		}
		assertThat(listed("changing")).isEqualTo(last);
		change("nobody", "{}").expectProblem(404, "unknown-application");
		admin().get(APPLICATIONS + "/nobody").expectProblem(404, "unknown-application");
	}

	private JsonNode patch(String clientId, String body) {
		return change(clientId, body).expect(200).json();
	}

	private Answer change(String clientId, String body) {
		return admin().call("PATCH", APPLICATIONS + "/" + clientId).body("application/json", body).send();
	}

	@Test
	void saysWhichMemberIsWrong() {
		for (String chosen : List.of("", "Wiki", "wi_ki", "wi ki", "latchkey", "x".repeat(65), "w\u00edki",
				"wiki\u0000")) {
			assertThat(admin().post(APPLICATIONS, Map.of("client_id", chosen, "name", "Wrong"))
				.expectProblem(400, "invalid-application")
				.text("/member")).isEqualTo("client_id");
		}
		assertThat(admin().post(APPLICATIONS, Map.of("name", "Wrong", "home", "ftp://x"))
			.expectProblem(400, "invalid-application")
			.text("/member")).isEqualTo("home");
		assertThat(admin().get(APPLICATIONS).body()).doesNotContain("\"Wrong\"");
		admin().post(APPLICATIONS, connected("chosen")).expect(201);
		Map<String, Object> again = connected("chosen");
		again.put("name", "Another name");
		admin().post(APPLICATIONS, again).expectProblem(409, "client-id-taken");
	}

	@Test
	void takesHostsOnlyWhereThereIsALoginHost() {
		Map<String, Object> proxied = Map.of("client_id", "homeless", "name", "Homeless", "proxy",
				Map.of("hosts", List.of("homeless.example")));
		admin().post(APPLICATIONS, proxied).expectProblem(409, "public-url-required");
		admin().get(APPLICATIONS + "/homeless").expectProblem(404);
		register("Not proxied yet").expect(201);
	}

	@Test
	void renewsASecretAndKeepsTheOldOneForAsLongAsItIsTold() {
		Registered application = Registered.at(this.latchkey);
		String path = APPLICATIONS + "/" + application.clientId() + "/secret";
		Answer renewed = admin().post(path, Map.of("keep_old_for", "PT1H")).expect(200);
		assertThat(renewed.text("/client_id")).isEqualTo(application.clientId());
		assertThat(renewed.header("Cache-Control").orElse("")).contains("no-store");
		Registered second = new Registered(client(), application.clientId(), renewed.text("/client_secret"));
		application.introspectInactive("x");
		second.introspectInactive("x");
		Registered third = new Registered(client(), application.clientId(),
				admin().post(path).expect(200).text("/client_secret"));
		third.introspectInactive("x");
		application.introspect("x").expectProblem(401, "invalid-client");
		second.introspect("x").expectProblem(401, "invalid-client");
		for (String wrong : List.of("PT24H0.000000001S", "-PT1S", "P1D1M", "1h", "", "PT99999999999999999999H",
				"P2D")) {
			admin().post(path, Map.of("keep_old_for", wrong)).expectProblem(400, "invalid-application");
		}
		admin().call("POST", path).body("application/json", "{\"keep_old_for\":3600}").send().expectProblem(400);
		third.introspectInactive("x");
		admin().post(path, Map.of("keep_old_for", "P1D")).expect(200);
		admin().post(APPLICATIONS + "/nobody/secret").expectProblem(404, "unknown-application");
	}

	@Test
	void tellsAnApplicationOfItsOwnTokensUnlessItMayAskAboutAll() {
		Client client = this.latchkey.login(someone());
		Answer answer = admin().post(APPLICATIONS, connected("not-curious")).expect(201);
		Registered own = new Registered(client(), "not-curious", answer.text("/client_secret"));
		own.introspectInactive(client.credential());
		own.revoke(client.credential()).expect(200);
		isSignedIn(client);
		patch("not-curious", "{\"introspect\":true}");
		own.introspectActive(client.credential());
		patch("not-curious", "{\"introspect\":null}");
		own.introspectInactive(client.credential());
		client.refreshToken().ifPresent(own::introspectInactive);
	}

	@Test
	void showsAPersonTheApplicationsThatTheyMayUse() {
		admin().post(APPLICATIONS, connected("for-some")).expect(201);
		admin().post(APPLICATIONS, Map.of("client_id", "for-all", "name", "For all", "home", "https://all.example/"))
			.expect(201);
		Client user = this.latchkey.login(someone());
		JsonNode mine = own(user, "for-all");
		assertThat(mine.toString()).isEqualTo("{\"client_id\":\"for-all\",\"name\":\"For all\","
				+ "\"home\":\"https://all.example/\",\"granted_at\":null,\"scopes\":[]}");
		assertThat(user.get("/api/me/applications").body()).doesNotContain("for-some");
		admin().put("/api/admin/roles/READER", Map.of("permissions", List.of("wiki:use"))).expect(200);
		Person reader = this.latchkey.newPerson("READER");
		assertThat(own(this.latchkey.login(reader), "for-some").get("name").asString())
			.isEqualTo("The one called for-some");
		Client browser = client();
		browser.loginForCookies(reader).expect(200);
		assertThat(browser.browse("/").expect(200).body()).contains("Your apps", "href=\"https://all.example/\"",
				"href=\"https://for-some.example/\"", "The one called for-some");
		Client other = client();
		other.loginForCookies(someone()).expect(200);
		assertThat(other.browse("/").expect(200).body()).contains("href=\"https://all.example/\"")
			.doesNotContain("for-some");
		// gone at once from the node that was asked
		admin().delete(APPLICATIONS + "/for-all").expect(204);
		assertThat(user.get("/api/me/applications").expect(200).body()).doesNotContain("for-all");
	}

	/**
	 * Return an application as the user sees it.
	 */
	static JsonNode own(Client client, String clientId) {
		return client.get("/api/me/applications")
			.expect(200)
			.json()
			.get("applications")
			.valueStream()
			.filter((application) -> application.get("client_id").asString().equals(clientId))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void keepsApplicationsOnAPageAsWell() {
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		String page = "/admin/applications";
		Answer answer = submit(browser, page, "name", "By <b>form</b>", "clientId", "by-form", "home",
				"https://form.example/?a=1&b", "permission", "wiki:use", "introspect", "true")
			.expect(200);
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		String secret = secretOn(answer);
		new Registered(client(), "by-form", secret).introspectInactive("x");
		assertThat(browser.browse(page + "?q=by-form").expect(200).body())
			.contains("By &lt;b&gt;form&lt;/b&gt;", "by-form", "https://form.example/?a=1&amp;b", "wiki:use")
			.doesNotContain(secret);
		submit(browser, page, "name", "By <b>form</b>", "introspect", "true").expect(409);
		Answer homeless = submit(browser, page, "name", "\"><x>", "hosts", "a.example").expect(409);
		assertThat(homeless.body()).contains("latchkey.web.public-url", "value=\"&quot;&gt;&lt;x&gt;\"");
		for (String[] wrong : List.of(new String[] { "name", "" }, new String[] { "name", "x", "hosts", "" },
				new String[] { "name", "x", "hosts", "a/b" },
				new String[] { "name", "x", "hosts", "a", "clientId", "X" },
				new String[] { "name", "x", "hosts", "a", "home", "javascript:x" },
				new String[] { "name", "x", "hosts", "a", "permission", "X" },
				new String[] { "name", "x", "redirectUris", "http://a.example/cb" },
				new String[] { "name", "x", "redirectUris", "https://a.example/cb#x" },
				new String[] { "name", "x", "postLogoutRedirectUris", "https://a.example/" },
				new String[] { "name", "x", "backchannelLogoutUri", "https://a.example/" },
				new String[] { "name", "x", "redirectUris", "https://a.example/", "backchannelLogoutUri", "ftp://a" },
				new String[] { "name", "x", "redirectUris", "https://a.example/", "idTokenAlgorithm", "none" },
				new String[] { "name", "x", "redirectUris", "https://a.example/", "scopes", "\"" })) {
			assertThat(submit(browser, page, wrong).expect(400).body()).contains("role=\"alert\"");
		}
		assertThat(browser.browse(page + "/by-form/delete").expect(200).body()).contains("By &lt;b&gt;form&lt;/b&gt;",
				"action=\"/admin/applications/by-form/delete\"");
		assertThat(submit(browser, page + "/by-form/delete").expect(303).header("Location"))
			.contains(page + "?gone=by-form&done=delete");
		assertThat(browser.browse(page + "?gone=by-form&done=delete").expect(200).body())
			.contains("The application by-form is deleted");
		browser.browse(page + "/by-form/delete").expect(404);
		submit(browser, page + "/by-form/delete").expect(404);
		admin().get(APPLICATIONS + "/by-form").expectProblem(404);
	}

	@Test
	void registersAndChangesOneOfOpenIdConnectOnAPage() {
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		String page = "/admin/applications/page-rp";
		submit(browser, "/admin/applications", "name", "RP of the page", "clientId", "page-rp", "redirectUris",
				" https://rp.example/cb,1\r\nhttp://localhost:3000/cb ", "publicClient", "true")
			.expect(200);
		JsonNode registered = listed("page-rp");
		assertThat(registered.at("/oidc").toString())
			.isEqualTo("{\"redirect_uris\":[\"https://rp.example/cb,1\",\"http://localhost:3000/cb\"],"
					+ "\"post_logout_redirect_uris\":[],\"backchannel_logout_uri\":null,\"public\":true,"
					+ "\"consent\":false,\"id_token_algorithm\":\"RS256\","
					+ "\"scopes\":[\"openid\",\"profile\",\"email\",\"roles\"]}");
		String shown = browser.browse(page).expect(200).body();
		assertThat(shown).contains("https://rp.example/cb,1", "Public client").doesNotContain(page + "/secret");
		// saved as it is, nothing changes
		submit(browser, page, "name", "RP of the page", "redirectUris",
				"https://rp.example/cb,1\nhttp://localhost:3000/cb", "publicClient", "true", "idTokenAlgorithm",
				"RS256", "scopes", "openid profile email roles", "seen", seen(shown))
			.expect(303);
		assertThat(listed("page-rp")).isEqualTo(registered);

		Answer changed = submit(browser, page, "name", "RP renamed", "permission", "wiki:use", "redirectUris",
				"https://rp.example/cb", "postLogoutRedirectUris", "https://rp.example/", "backchannelLogoutUri",
				"https://rp.example/out", "consent", "true", "idTokenAlgorithm", "ES256", "scopes", "openid", "seen",
				seen(shown))
			.expect(303);
		assertThat(changed.header("Location")).contains(page + "?done=changed&secretless=true");
		assertThat(browser.browse(page + "?done=changed&secretless=true").expect(200).body())
			.contains("The application RP renamed is changed.", "make one below");
		// neither hides the other
		assertThat(browser.browse(page + "?done=pending&secretless=true").expect(200).body())
			.contains("have not confirmed yet", "make one below");
		assertThat(listed("page-rp").at("/oidc").toString()).isEqualTo(
				"{\"redirect_uris\":[\"https://rp.example/cb\"],\"post_logout_redirect_uris\":[\"https://rp.example/\"],"
						+ "\"backchannel_logout_uri\":\"https://rp.example/out\",\"public\":false,\"consent\":true,"
						+ "\"id_token_algorithm\":\"ES256\",\"scopes\":[\"openid\"]}");
		// a form from before that would undo it
		JsonNode last = listed("page-rp");
		assertThat(submit(browser, page, "name", "RP of the page", "redirectUris", "https://rp.example/cb", "seen",
				seen(shown))
			.expect(409)
			.body()).contains("role=\"alert\"", "RP renamed");
		for (String[] wrong : List.of(new String[] { "name", "" },
				new String[] { "name", "x", "scopes", "openid", "redirectUris", "https://a.example:99999/" },
				new String[] { "name", "x", "permission", "X" })) {
			assertThat(submit(browser, page, wrong).expect(400).body()).contains("role=\"alert\"");
		}
		assertThat(listed("page-rp")).isEqualTo(last);
		browser.browse("/admin/applications/nothing-here").expect(404);
		submit(browser, "/admin/applications/nothing-here", "name", "x").expect(404);
	}

	private static String seen(String page) {
		Matcher seen = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"").matcher(page);
		assertThat(seen.find()).isTrue();
		return seen.group(1);
	}

	@Test
	void renewsASecretOnAPage() {
		Registered application = Registered.at(this.latchkey);
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		String page = "/admin/applications/" + application.clientId();
		assertThat(browser.browse(page).expect(200).body()).contains(page + "/secret");
		Answer answer = submit(browser, page + "/secret", "keepOldFor", "PT1H").expect(200);
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		Registered second = new Registered(client(), application.clientId(), secretOn(answer));
		second.introspectInactive("x");
		application.introspectInactive("x");
		assertThat(browser.browse(page).expect(200).body()).doesNotContain(second.secret());
		new Registered(client(), application.clientId(),
				secretOn(submit(browser, page + "/secret", "keepOldFor", "PT0S").expect(200)))
			.introspectInactive("x");
		second.introspect("x").expectProblem(401, "invalid-client");
		submit(browser, page + "/secret", "keepOldFor", "P2D").expect(400);
		submit(browser, page + "/secret", "keepOldFor", "x").expect(400);
		submit(browser, "/admin/applications/nothing-here/secret").expect(404);
	}

	private static String secretOn(Answer page) {
		Matcher secret = Pattern.compile("<code>([A-Za-z0-9_-]{43})</code>").matcher(page.body());
		assertThat(secret.find()).isTrue();
		return secret.group(1);
	}

	private static Answer submit(Client browser, String path, String... fields) {
		return browser.call("POST", path)
			.form(fields)
			.formMore("_csrf", browser.csrfOfPage("/admin/applications"))
			.send();
	}

	@Test
	void shutsADeletedApplicationOutAtOnce() {
		Registered application = Registered.at(this.latchkey);
		Registered other = Registered.at(this.latchkey);
		Client client = this.latchkey.login(someone());
		application.introspectActive(client.credential());
		admin().delete(APPLICATIONS + "/" + application.clientId()).expect(204);
		application.introspect(client.credential()).expectProblem(401, "invalid-client");
		application.revoke(client.credential()).expectProblem(401, "invalid-client");
		other.introspectActive(client.credential());
		admin().delete(APPLICATIONS + "/" + application.clientId()).expectProblem(404, "unknown-application");
		assertThat(admin().get(APPLICATIONS).body()).doesNotContain(application.clientId());
	}

	@Test
	void givesANameOnce() {
		register("Twice").expect(201);
		register("Twice").expectProblem(409, "name-taken");
		register("twice").expect(201);
		// one with a separate accent
		register("Caf\u00e9").expect(201);
		register("Cafe\u0301").expectProblem(409, "name-taken");
		register(" Twice\u3000").expectProblem(409, "name-taken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\nb", "a\u0000b", "a\u202eb", "\u2066a", "a\u200bb", "a\u00a0b", "a\u2028b",
			"\ufeff", "a\u0007" })
	void refusesANameThatCannotBe(String name) {
		register(name).expectProblem(400, "invalid-name");
	}

	@Test
	void takesNamesOfUpTo64Characters() {
		register("n".repeat(64)).expect(201);
		register("\ud83e\udd89".repeat(64)).expect(201);
		register("n".repeat(65)).expectProblem(400, "invalid-name");
		register("n".repeat(10_000)).expectProblem(400, "invalid-name");
		register("Billing / EU; 100 % \\o/").expect(201);
	}

	@Test
	void refusesWhatIsNoRegistration() {
		for (String body : List.of("", "{}", "{\"name\":null}", "{\"name\":1}", "{\"name\":[\"x\"]}", "[]", "x")) {
			admin().call("POST", APPLICATIONS).body("application/json", body).send().expectProblem(400);
		}
		admin().call("POST", APPLICATIONS)
			.body("application/x-www-form-urlencoded", "name=x")
			.send()
			.expectProblem(415);
		for (String path : List.of("/nobody", "/" + NO_HANDLE, "/x%0Ay", "/" + "x".repeat(3000))) {
			admin().delete(APPLICATIONS + path).expect(404, 400);
		}
		admin().get(APPLICATIONS + "/" + NO_HANDLE).expectProblem(404, "unknown-application");
	}

	@Test
	void isForWhomItIsPermittedAndNobodyElse() {
		admin().put("/api/admin/roles/REGISTRAR", Map.of("permissions", List.of("applications:write"))).expect(200);
		admin().put("/api/admin/roles/WRITER", Map.of("permissions", List.of("users:write", "users:read"))).expect(200);
		Client registrar = this.latchkey.login(this.latchkey.newPerson("REGISTRAR"));
		String clientId = registrar.post(APPLICATIONS, Map.of("name", "By a registrar")).expect(201).text("/client_id");
		assertThat(listed(clientId).get("name").asString()).isEqualTo("By a registrar");
		Client writer = this.latchkey.login(this.latchkey.newPerson("WRITER"));
		writer.get(APPLICATIONS).expectProblem(403);
		writer.post(APPLICATIONS, Map.of("name", "By a writer")).expectProblem(403);
		writer.get(APPLICATIONS + "/" + clientId).expectProblem(403);
		writer.patch(APPLICATIONS + "/" + clientId, Map.of("name", "x")).expectProblem(403);
		writer.post(APPLICATIONS + "/" + clientId + "/secret").expectProblem(403);
		writer.delete(APPLICATIONS + "/" + clientId).expectProblem(403);
		registrar.delete(APPLICATIONS + "/" + clientId).expect(204);
	}

}
