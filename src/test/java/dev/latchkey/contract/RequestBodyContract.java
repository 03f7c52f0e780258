package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which bodies are read, and what has to be in one and not in the URL.
 */
abstract class RequestBodyContract extends Contract {

	private static final List<String> PROGRAMS = List.of("POST /api/login", "POST /api/logout", "PUT /api/me/password",
			"DELETE /api/me/sessions", "POST /api/admin/users", "PATCH /api/admin/users/admin",
			"POST /api/admin/users/admin/logout", "POST /api/admin/logout", "PUT /api/admin/roles/NEWS",
			"POST /api/admin/applications");

	private static final List<String> FORMS = List.of("POST /login", "POST /logout", "POST /password",
			"POST /devices/end-others", "POST /admin/users", "POST /admin/online/end-everybody");

	private static final String FORM = "application/x-www-form-urlencoded";

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/*", "*", "nonsense", ";", "/", "text/plain", "application/xml",
			"application/yaml", "application/octet-stream", "multipart/form-data", "application/json;charset=nonsense",
			"a/b/c", "application/json, text/html", "\"application/json\"" })
	void hasATypeThatMakesSense(String type) {
		Client admin = client();
		admin.loginForCookies(Latchkey.ADMIN).expect(200);
		admin.csrf();
		PROGRAMS.forEach((call) -> send(admin, call, type, "{}").expectProblem(415, "unsupported-media-type"));
		FORMS.forEach((call) -> send(admin, call, type, "username=x").expectProblem(415, "unsupported-media-type"));
		if (jwt()) {
			send(admin, "POST /api/refresh", type, "{}").expectProblem(415);
		}
		Registered application = Registered.at(this.latchkey);
		for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
			application.call(path).body(type, "token=x").send().expectProblem(415, "unsupported-media-type");
		}
		isSignedIn(admin);
	}

	private static Answer send(Client client, String call, String type, String body) {
		String[] parts = call.split(" ");
		return client.call(parts[0], parts[1]).body(type, body).send();
	}

	@Test
	void isJsonForProgramsAndAFormForPages() {
		Client admin = client();
		admin.loginForCookies(Latchkey.ADMIN).expect(200);
		admin.csrf();
		PROGRAMS.forEach((call) -> send(admin, call, FORM, "username=x").expectProblem(415));
		FORMS.forEach((call) -> send(admin, call, "application/json", "{}").expectProblem(415));
		isSignedIn(admin);
	}

	@Test
	void mayBeEmptyWhateverItsTypeWouldBe() {
		Client alice = client();
		alice.loginForCookies(someone()).expect(200);
		// as curl -d '' sends it
		send(alice, "DELETE /api/me/sessions", FORM, "").expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?username=%s&password=%s", "?%1$s&password=%2$s", "?p%%61ssword=%2$s" })
	void holdsThePasswordOfALogin(String query) {
		Person alice = someone();
		String asked = query.formatted(alice.username(), alice.password());
		Client client = client();
		Answer form = client.call("POST", "/login" + asked)
			.form("username", alice.username(), "password", alice.password())
			.formMore("_csrf", client.csrfOfPage("/login"))
			.send()
			.expect(400);
		holdsNoCredential(form);
		assertThat(form.body()).doesNotContain(alice.password());
		Answer json = client.call("POST", "/api/login" + asked)
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expectProblem(400, "invalid-request");
		holdsNoCredential(json);
		assertThat(client.browse("/login" + asked).expect(400).body()).doesNotContain(alice.password());
	}

	@Test
	void holdsThePasswordsOfAChange() {
		Person alice = someone();
		Client client = client();
		client.loginByForm(alice).expect(303);
		String query = "?current_password=" + alice.password() + "&new_password=walnut-harbour-kettle-28";
		client.call("POST", "/password" + query).form("_csrf", client.csrfOfPage("/password")).send().expect(400);
		client.call("POST", "/password" + "?new_password=walnut-harbour-kettle-28")
			.form("current_password", alice.password(), "_csrf", client.csrfOfPage("/password"))
			.send()
			.expect(400);
		client.call("PUT", "/api/me/password" + query)
			.json(Map.of("current_password", alice.password(), "new_password", "walnut-harbour-kettle-28"))
			.send()
			.expectProblem(400, "invalid-request");
		isSignedIn(client);
		client().login(alice).expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login/factor?code=123456", "/reset?token=x&new_password=walnut-harbour-kettle-28",
			"/invitation?token=x", "/email?token=x", "/api/login/factor?login=x&code=123456",
			"/api/password-reset/confirm?token=x", "/api/invitation?password=x", "/api/email/confirm?token=x" })
	void holdsTheSecretsOfLinksAndFactors(String call) {
		Client client = client();
		Call sent = client.call("POST", call);
		(call.startsWith("/api")
				? sent.json(Map.of("token", "x", "new_password", "x", "password", "x", "code", "x", "login", "x"))
				: sent.form("_csrf", client.csrfOfPage("/login")))
			.send()
			.expect(400);
	}

	@Test
	void holdsRefreshTokens() {
		Client client = this.latchkey.login(someone());
		for (String call : List.of("/api/refresh", "/api/logout")) {
			client.post(call + "?refresh_token=x", Map.of()).expect(400, jwt() ? 400 : 404);
		}
		isSignedIn(client);
	}

	@Test
	void mayComeWithAQueryThatHoldsNoSecret() {
		Client client = client();
		client.loginByForm(someone()).expect(303);
		Person alice = someone();
		client().call("POST", "/api/login?from=app&x")
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expect(200);
	}

}
