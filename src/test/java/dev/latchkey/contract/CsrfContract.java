package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which callers have to prove that no other site made them call.
 */
abstract class CsrfContract extends Contract {

	@Test
	void asksForTheTokenWhereACookieDecides() {
		Client client = client();
		Person mighty = this.latchkey.newPerson("ADMIN");
		client.loginForCookies(mighty).expect(200);
		client.csrf();
		for (String call : List.of("DELETE /api/me/sessions", "DELETE /api/me/sessions/" + NO_HANDLE,
				"PUT /api/me/password", "POST /api/logout", "POST /api/admin/users", "PATCH /api/admin/users/admin",
				"DELETE /api/admin/users/admin", "POST /api/admin/users/admin/password",
				"POST /api/admin/users/admin/logout", "DELETE /api/admin/sessions/" + NO_HANDLE,
				"POST /api/admin/logout")) {
			String method = call.substring(0, call.indexOf(' '));
			String path = call.substring(call.indexOf(' ') + 1);
			json(client.call(method, path)).withoutCsrf().send().expectProblem(403);
			json(client.call(method, path)).withCsrf("").send().expectProblem(403);
			json(client.call(method, path)).withCsrf("wrong").send().expectProblem(403);
			isSignedIn(client);
		}
		isSignedIn(admin());
		admin().delete("/api/admin/users/" + mighty.username()).expect(204);
	}

	private static Call json(Call call) {
		return call.json(Map.of("status", "disabled"));
	}

	@Test
	void isContentWithTheToken() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.delete("/api/me/sessions").expect(200);
		client.call("DELETE", "/api/me/sessions").withCsrf(client.csrf()).send().expect(200);
	}

	@Test
	void refusesATokenWithoutItsCookie() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		String token = client.csrf();
		client.withoutCookie(Client.CSRF_COOKIE);
		client.call("DELETE", "/api/me/sessions").withCsrf(token).send().expectProblem(403);
	}

	@Test
	void needsNoTokenForTheJsonLogin() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.call("POST", "/api/login")
			.withoutCsrf()
			.json(Map.of("username", "nobody", "password", "whatever-it-is"))
			.send()
			.expectProblem(401, "invalid-credentials");
	}

	@Test
	void readsWithoutAToken() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.withoutCookie(Client.CSRF_COOKIE);
		client.get("/api/me").expect(200);
		client.get("/api/me/sessions").expect(200);
	}

	@Test
	void keepsOtherSitesOutWhateverTheirToken() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		for (String path : List.of("/api/logout", "/logout", "/api/login")) {
			client.call("POST", path).header("Sec-Fetch-Site", "cross-site").send().expect(403);
		}
		client.call("DELETE", "/api/me/sessions").header("Sec-Fetch-Site", "cross-site").send().expectProblem(403);
		client.call("GET", "/api/me").header("Sec-Fetch-Site", "cross-site").send().expect(200);
		for (String site : List.of("same-origin", "none")) {
			client.call("DELETE", "/api/me/sessions").header("Sec-Fetch-Site", site).send().expect(200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void keepsTheTokenUsableAfterTheLogin(Door door) {
		Client client = client();
		client.get("/api/mode").expect(200);
		door.open(client, someone());
		client.delete("/api/me/sessions").expect(200);
	}

}
