package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people do on the pages, without the browser: the same as by the API, and as safe.
 */
abstract class PagesContract extends Contract {

	private static final String NEXT = "walnut-harbour-kettle-28";

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private Client browser(Person person) {
		Client client = client();
		client.loginByForm(person).expect(303);
		return client;
	}

	private static Answer submit(Client client, String page, String action, String... fields) {
		Answer answer = client.call("POST", action)
			.form(fields)
			.formMore("_csrf", client.csrfOfPage(page))
			.send()
			.expect(303);
		assertThat(answer.header("Location").orElseThrow()).startsWith("/").doesNotStartWith("//");
		return answer;
	}

	private static void leadsOn(Client client, Answer answer) {
		client.browse(answer.header("Location").orElseThrow()).expect(200);
	}

	@Test
	void endsAnotherDevice() {
		Person alice = someone();
		Client lost = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(lost);
		Client client = browser(alice);
		assertThat(client.browse("/devices").expect(200).body()).contains("/devices/" + handle + "/end");
		leadsOn(client, submit(client, "/devices", "/devices/" + handle + "/end"));
		hasEnded(lost, "logged_out");
		isSignedIn(client);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "|en", "''|en", "de|de", "de-AT,en;q=0.5|de", "fr,de;q=0.4|de", "fr|en",
			"de;q=0.1,en;q=0.9|en", "*|en", "de;q=nonsense|en" })
	void speakAsTheBrowserAsks(@Nullable String asked, String language) {
		Call call = client().call("GET", "/login").accept(Client.PAGES);
		Answer page = ((asked != null) ? call.header("Accept-Language", asked) : call).send().expect(200);
		assertThat(page.body()).contains("<html lang=\"" + language + "\"",
				language.equals("de") ? "Passwort" : "Password");
		assertThat(page.header("Vary").orElse("")).contains("Accept-Language", "Cookie");
	}

	@Test
	void rememberTheLanguageThatWasChosen() {
		Client client = client();
		Answer chosen = submit(client, "/login", "/language", "language", "de", "continue", "/forgot");
		assertThat(chosen.header("Location")).contains("/forgot");
		assertThat(languageOf(client, "/login")).isEqualTo("de");
		assertThat(
				client.call("GET", "/nothing-here").accept(Client.PAGES).header("Accept-Language", "en").send().body())
			.doesNotContain("<html lang=\"en\"");
		client.call("POST", "/language")
			.form("language", "tlh", "_csrf", client.csrfOfPage("/login"))
			.send()
			.expect(400);
		assertThat(languageOf(client, "/login")).isEqualTo("de");
		submit(client, "/login", "/language", "language", "en", "continue", "//evil.example");
		assertThat(languageOf(client, "/login")).isEqualTo("en");
		client.withCookie("__Host-latchkey-language", "tlh");
		assertThat(languageOf(client, "/login")).isEqualTo("en");
	}

	@Test
	void speakToAUserInTheLanguageOfTheAccount() {
		Person alice = someone();
		Client laptop = browser(alice);
		Client phone = browser(alice);
		assertThat(laptop.browse("/").body()).contains("action=\"/profile/language\"");
		Answer chosen = submit(laptop, "/profile", "/profile/language", "language", "de", "continue", "/profile?done");
		assertThat(laptop.browse(chosen.header("Location").orElseThrow()).body()).contains("Gespeichert.")
			.containsPattern("value=\"de\" lang=\"de\"\\s+selected");
		assertThat(languageOf(phone, "/devices")).isEqualTo("de");
		assertThat(phone.get("/api/me").text("/language")).isEqualTo("de");
		phone.put("/api/me/language", Map.of("language", "en")).expect(204);
		// although its browser remembers the other
		assertThat(languageOf(laptop, "/")).isEqualTo("en");
		laptop.call("POST", "/profile/language")
			.form("language", "tlh", "_csrf", laptop.csrfOfPage("/profile"))
			.send()
			.expect(400);
		assertThat(phone.get("/api/me").text("/language")).isEqualTo("en");
		submit(laptop, "/profile", "/profile/language", "language", "");
		assertThat(phone.get("/api/me").json().has("language")).isFalse();
		assertThat(laptop.cookie("__Host-latchkey-language")).isEmpty();
	}

	/** Who cannot open the profile yet is not bound to what an administrator chose. */
	@Test
	void speakAsChosenWhileThePasswordHasToBeChanged() {
		Person alice = someone();
		admin().patch("/api/admin/users/" + alice.username(), Map.of("language", "de")).expect(200);
		Client laptop = browser(alice.with(admin().post("/api/admin/users/" + alice.username() + "/password")
			.expect(200)
			.text("/temporary_password")));
		submit(laptop, "/password", "/language", "language", "en", "continue", "/password");
		assertThat(languageOf(laptop, "/password")).isEqualTo("en");
	}

	private static String languageOf(Client client, String page) {
		String body = client.browse(page).expect(200).body();
		return body.replaceFirst("(?s).*?<html lang=\"([a-z]+)\".*", "$1");
	}

	@Test
	void endsAllOtherDevices() {
		Person alice = someone();
		Client lost = this.latchkey.login(alice);
		Client client = browser(alice);
		leadsOn(client, submit(client, "/devices", "/devices/end-others"));
		hasEnded(lost, "logged_out");
		isSignedIn(client);
	}

	@Test
	void changesThePassword() {
		Person alice = someone();
		Client other = this.latchkey.login(alice);
		Client client = browser(alice);
		Client before = client.copy();
		leadsOn(client,
				submit(client, "/password", "/password", "current_password", alice.password(), "new_password", NEXT));
		isSignedIn(client);
		hasEnded(before, "password_changed");
		hasEnded(other, "password_changed");
		client().login(alice.with(NEXT)).expect(200);
	}

	@Test
	void saysWhyThePasswordWasNotChanged() {
		Person alice = someone();
		Client client = browser(alice);
		leadsOn(client,
				submit(client, "/password", "/password", "current_password", "not-it-at-all", "new_password", NEXT));
		leadsOn(client, submit(client, "/password", "/password", "current_password", alice.password(), "new_password",
				"short"));
		isSignedIn(client);
		client().login(alice).expect(200);
	}

	@Test
	void leadsWhoMustChangeThePasswordThere() {
		Person alice = someone();
		String temporary = admin().post("/api/admin/users/" + alice.username() + "/password")
			.expect(200)
			.text("/temporary_password");
		Client client = browser(alice.with(temporary));
		Answer home = client.browse("/");
		home.expect(303, 403);
		assertThat(home.body() + home.header("Location").orElse("")).contains("/password");
		leadsOn(client, submit(client, "/password", "/password", "current_password", temporary, "new_password", NEXT));
		client.browse("/").expect(200);
	}

	@Test
	void putsSomebodyOut() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Client administrator = browser(Latchkey.ADMIN);
		String page = "/admin/users?q=" + alice.username();
		assertThat(administrator.browse(page).expect(200).body()).contains(alice.username());
		leadsOn(administrator, submit(administrator, page, "/admin/users/" + alice.username() + "/logout"));
		hasEnded(client, "forced_logout");
		Client again = this.latchkey.login(alice);
		assertThat(administrator.browse("/admin/online").expect(200).body()).contains(alice.username());
		leadsOn(administrator, submit(administrator, "/admin/online",
				"/admin/online/" + OwnSessionsContract.handleOf(again) + "/end"));
		hasEnded(again, "forced_logout");
	}

	@Test
	void leadsFromAdminToWhatOneMaySee() {
		for (String path : List.of("/admin", "/admin/")) {
			leadsTo("/admin/overview", Latchkey.ADMIN, path);
			Map.of("sessions:read", "/admin/overview", "audit:read", "/admin/overview", "applications:write",
					"/admin/applications")
				.forEach((permission, page) -> {
					String role = "ONLY_" + permission.replace(':', '_').toUpperCase(Locale.ROOT);
					admin().put("/api/admin/roles/" + role, Map.of("permissions", List.of(permission))).expect(200);
					leadsTo(page, this.latchkey.newPerson(role), path);
				});
			Client user = browser(someone());
			assertThat(user.browse(path).expect(403).body()).contains("Your roles do not allow this.");
			client().get(path).expectProblem(401);
		}
	}

	private void leadsTo(String page, Person person, String path) {
		Client client = browser(person);
		Answer answer = client.browse(path).expect(303);
		assertThat(answer.header("Location")).contains(page);
		leadsOn(client, answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/devices/end-others", "/password", "/logout", "/admin/users", "/admin/users/admin/logout",
			"/admin/users/admin/delete", "/admin/users/admin/password", "/admin/online/end-everybody" })
	void asksForTheToken(String action) {
		Person alice = someone();
		Client other = this.latchkey.login(alice);
		Client client = browser(alice);
		client.call("POST", action).form("username", "planted").send().expect(403);
		client.call("POST", action).form("username", "planted", "_csrf", "wrong").send().expect(403);
		isSignedIn(other);
		isSignedIn(client);
	}

	/**
	 * Names of fields are what clients send, who may name parts of a form's properties,
	 * or properties of anything. Whatever they name besides, a form does what it does.
	 */
	@Test
	void takesNoPartOfAField() {
		Client administrator = browser(Latchkey.ADMIN);
		String csrf = administrator.csrfOfPage("/devices");
		Registered application = Registered.at(this.latchkey);
		String applicationPage = "/admin/applications/" + application.clientId();
		String profile = "/admin/users/" + someone().username() + "/profile";
		for (String field : List.of("secondFactor[0]", "secondFactor.x", "permissions[99999999]", "permissions[x]",
				"more[x]", "name[0]", "hosts.x", "keepOldFor[0]", "email[0]", "class.name", "[")) {
			Function<String, Call> form = (action) -> administrator.call("POST", action)
				.form(field, "x", "_csrf", csrf);
			String name = "FORM_" + NUMBER.incrementAndGet();
			String rolePage = "/admin/roles/" + name;
			answers(303, field, form.apply("/admin/roles").formMore("role", name, "more", "users:read"));
			answers(303, field, form.apply(rolePage).formMore("more", "users:read sessions:read"));
			JsonNode role = admin().get("/api/admin/roles/" + name).expect(200).json();
			assertThat(role.get("permissions").toString()).as(field).isEqualTo("[\"sessions:read\",\"users:read\"]");
			assertThat(role.get("second_factor").asBoolean()).as(field).isFalse();
			answers(303, field, form.apply(rolePage + "/delete"));
			answers(303, field, form.apply(applicationPage).formMore("name", name, "introspect", "true"));
			assertThat(admin().get("/api" + applicationPage).expect(200).text("/name")).as(field).isEqualTo(name);
			answers(200, field, form.apply(applicationPage + "/secret").formMore("keepOldFor", "PT0S"));
			answers(303, field, form.apply(profile).formMore("email", "", "name", name, "language", ""));
		}
	}

	private static void answers(int status, String field, Call form) {
		Answer answer = form.send();
		assertThat(answer.status()).as("%s: %s", field, answer).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/admin/users", "/admin/users/admin/logout", "/admin/users/admin/status",
			"/admin/users/admin/roles", "/admin/users/admin/delete", "/admin/users/admin/password",
			"/admin/online/end-everybody", "/admin/online/" + NO_HANDLE + "/end" })
	void letsNoUserAdminister(String action) {
		Client client = browser(someone());
		Client administrator = admin();
		client.call("POST", action)
			.form("username", "planted", "status", "disabled", "_csrf", client.csrfOfPage("/"))
			.send()
			.expect(403);
		isSignedIn(administrator);
	}

	@Test
	void shutsOutMarkup() {
		Client client = client();
		Person alice = someone();
		client.call("POST", "/api/login")
			.header("User-Agent", "<script>alert(1)</script>\"'><b>")
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expect(200);
		Client browser = browser(alice);
		assertThat(browser.browse("/devices").expect(200).body()).doesNotContain("<script>alert", "'><b>");
		assertThat(browser(Latchkey.ADMIN).browse("/admin/online").expect(200).body()).doesNotContain("<script>alert",
				"'><b>");
		assertThat(browser(Latchkey.ADMIN).browse("/admin/users?q=%3Cscript%3Ealert(1)").expect(200).body())
			.doesNotContain("<script>alert");
		assertThat(client().browse("/login?continue=/%22%3E%3Cscript%3Ealert(1)&error=%3Cscript%3Ealert").body())
			.doesNotContain("<script>alert");
	}

	@ParameterizedTest
	@ValueSource(strings = { "forced_logout", "session_limit", "password_changed", "expired", "made-up",
			"<script>alert(1)" })
	void saysOnTheLoginPageWhyItIsShown(String reason) {
		Answer plain = client().browse("/login").expect(200);
		Answer page = client().browse("/login?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8)).expect(200);
		boolean known = reason.matches("[a-z_]+");
		assertThat(page.body().length() > plain.body().length() + 20).as(page.body()).isEqualTo(known);
		assertThat(page.body()).doesNotContain("made-up", "alert(1)");
	}

}
