package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in with a code after the password.
 */
abstract class SecondFactorContract extends Contract {

	@Test
	void asksForACodeAfterTheRightPasswordOnly() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		long sessions = this.latchkey.sessionRows();
		Answer asked = client().login(alice).expectProblem(401, "second-factor-required");
		assertThat(asked.header("WWW-Authenticate")).isPresent();
		assertThat(asked.json().get("factors").toString()).isEqualTo("[\"totp\",\"recovery_code\"]");
		assertThat(asked.text("/login")).isNotEmpty();
		holdsNoCredential(asked);
		client().login(alice.with("not-the-password")).expectProblem(401, "invalid-credentials");
		assertThat(this.latchkey.sessionRows()).isEqualTo(sessions);
		Client client = client();
		Answer answer = client.keepTokens(prove(client, asked.text("/login"), app.code())).expect(200);
		assertThat(names(answer.json())).containsAll(set("username", "roles", "permissions", "session"));
		assertThat(client.get("/api/me").expect(200).json().get("session").get("amr").toString())
			.isEqualTo("[\"mfa\",\"otp\",\"pwd\"]");
	}

	@Test
	void takesEachCodeAndEachTicketOnce() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		String first = ticket(client(), alice);
		String second = ticket(client(), alice);
		prove(client(), first, app.code()).expect(200);
		prove(client(), first, app.code(1)).expectProblem(401, "invalid-login");
		prove(client(), second, app.code()).expectProblem(401, "invalid-code");
		prove(client(), second, app.code(-1)).expectProblem(401, "invalid-code");
		prove(client(), second, app.code(1)).expect(200);
	}

	@Test
	void takesTheCodeOfOneStepBeforeOrAfter() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		String ticket = ticket(client(), alice);
		prove(client(), ticket, app.code(-3)).expectProblem(401, "invalid-code");
		prove(client(), ticket, app.code(3)).expectProblem(401, "invalid-code");
		prove(client(), ticket, app.code(-1)).expect(200);
		prove(client(), ticket(client(), alice), app.code(1)).expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666",
			"\uff11\uff12\uff13\uff14\uff15\uff16", "12345a", "-12345", "+12345", "1e5000", "0x1234", "ABCDE12345",
			"\u0000", "../../etc" })
	void takesNothingElseForACode(String typed) {
		Person alice = someone();
		setUp(alice);
		prove(client(), ticket(client(), alice), typed).expectProblem(401, "invalid-code");
	}

	@Test
	void takesACodeWithASpaceButNotWithOneMoreDigit() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		String code = app.code();
		String ticket = ticket(client(), alice);
		prove(client(), ticket, code + "0").expectProblem(401, "invalid-code");
		prove(client(), ticket, "0" + code).expectProblem(401, "invalid-code");
		prove(client(), ticket, code.substring(0, 3) + " " + code.substring(3)).expect(200);
	}

	@Test
	void voidsATicketAfterFiveWrongCodes() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		String ticket = ticket(client(), alice);
		for (int i = 0; i < 5; i++) {
			prove(client(), ticket, app.wrongCode()).expectProblem(401, "invalid-code");
		}
		prove(client(), ticket, app.code()).expectProblem(401, "invalid-login");
		prove(client(), ticket(client(), alice), app.code()).expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "..", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA..YWRtaW4.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void refusesATicketThatItDidNotWrite(String ticket) {
		prove(client(), ticket, "123456").expectProblem(401, "invalid-login");
	}

	@Test
	void refusesTheTicketOfAnotherAccount() {
		Person alice = someone();
		Person bob = someone();
		Authenticator hers = setUp(alice);
		setUp(bob);
		prove(client(), ticket(client(), bob), hers.code()).expectProblem(401, "invalid-code");
		String spliced = ticket(client(), bob).split("\\.")[0] + ticket(client(), alice).substring(43);
		prove(client(), spliced, hers.code()).expectProblem(401, "invalid-login");
	}

	@Test
	void refusesAnExpiredTicket() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		String ticket = ticket(client(), alice);
		this.latchkey.sql()
			.sql("update login_ticket set expires_at = current_timestamp - interval '1' second where account_id = (select id from account where username = ?)")
			.param(alice.username())
			.update();
		prove(client(), ticket, app.code()).expectProblem(401, "invalid-login");
	}

	@Test
	void refusesATicketAfterWhatOvertakesALogin() {
		for (String change : List.of("logout", "password", "factors", "status")) {
			Person alice = someone();
			Authenticator app = setUp(alice);
			String ticket = ticket(client(), alice);
			String path = "/api/admin/users/" + alice.username();
			switch (change) {
				case "status" -> admin().patch(path, Map.of("status", "disabled")).expect(200, 202);
				case "factors" -> admin().delete(path + "/factors").expect(204, 202);
				default -> admin().post(path + "/" + change).expect(200, 202);
			}
			long sessions = this.latchkey.sessionRows();
			prove(client(), ticket, app.code()).expectProblem(401, "invalid-login");
			assertThat(this.latchkey.sessionRows()).as(change).isEqualTo(sessions);
		}
	}

	@Test
	void carriesWhatTheLoginAskedFor() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		Client client = client();
		Answer asked = client.login(Map.of("username", alice.username(), "password", alice.password(), "transport",
				"cookie", "remember_me", true));
		Answer answer = prove(client, asked.text("/login"), app.code()).expect(200);
		assertThat(answer.cookie(Client.COOKIE).orElseThrow().maxAge()).isNotNull();
		assertThat(answer.cookie(Client.DEVICE_COOKIE)).isPresent();
		assertThat(answer.json().has("access_token")).isFalse();
		isSignedIn(client);
	}

	@Test
	void endsTheSessionThatTheBrowserHadBefore() {
		Person alice = someone();
		Client client = client();
		client.loginForCookies(alice).expect(200);
		Authenticator app = Authenticator.setUp(this.latchkey, client);
		Client before = client.copy();
		Answer asked = client.loginForCookies(alice).expectProblem(401, "second-factor-required");
		isSignedIn(before);
		prove(client, asked.text("/login"), app.code()).expect(200);
		before.get("/api/me").expectProblem(401, "session-ended");
	}

	@Test
	void takesARecoveryCodeOnceInAnyCase() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		String code = app.recoveryCodes().get(3);
		Client client = client();
		client
			.keepTokens(prove(client, ticket(client(), alice),
					" " + code.substring(0, 5).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(5)))
			.expect(200);
		prove(client(), ticket(client(), alice), code).expectProblem(401, "invalid-code");
		assertThat(client.get("/api/me/factors").expect(200).json().get("recovery_codes_left").asInt()).isEqualTo(9);
		assertThat(client.get("/api/me/events").expect(200).body()).contains("recovery_code_used", "wrong_code");
	}

	@Test
	void asksForTheCodeOnAPageOfItsOwn() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		Client browser = client();
		Answer asked = browser.loginByForm(alice, "continue", "/devices", "confirm", "").expect(303);
		String page = asked.header("Location").orElseThrow();
		assertThat(page).isEqualTo("/login/factor?confirm&continue=%2Fdevices");
		Cookie ticket = asked.cookie("__Host-latchkey-login").orElseThrow();
		assertThat(ticket.httpOnly()).isTrue();
		assertThat(ticket.secure()).isTrue();
		assertThat(ticket.sameSite()).isEqualTo("Lax");
		assertThat(ticket.maxAge()).isEqualTo(300);
		assertThat(asked.cookie(Client.COOKIE)).isEmpty();
		assertThat(browser.browse(page).expect(200).body()).contains("autocomplete=\"one-time-code\"",
				"inputmode=\"numeric\"", "value=\"/devices\"");
		Answer wrong = typed(browser, page, app.wrongCode()).expect(303);
		assertThat(wrong.header("Location")).contains("/login/factor?error&confirm&continue=%2Fdevices");
		assertThat(browser.browse("/login/factor?error").expect(200).body()).contains("role=\"alert\"");
		Answer right = typed(browser, page, app.code()).expect(303);
		assertThat(right.header("Location")).contains("/devices");
		assertThat(right.cookie("__Host-latchkey-login").orElseThrow().expired()).isTrue();
		isSignedIn(browser);
	}

	@Test
	void leadsBackToThePasswordWhereTheTicketIsNoGood() {
		Person alice = someone();
		Authenticator app = setUp(alice);
		assertThat(client().browse("/login/factor").expect(303).header("Location")).contains("/login?again");
		Client browser = client();
		browser.loginByForm(alice).expect(303);
		String csrf = browser.csrfOfPage("/login/factor");
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200, 202);
		Answer answer = browser.call("POST", "/login/factor").form("code", app.code(), "_csrf", csrf).send();
		assertThat(answer.expect(303).header("Location")).contains("/login?again");
		assertThat(browser.browse("/login?again").expect(200).body()).contains("Sign in again.");
		client().call("POST", "/login/factor").form("code", app.code()).send().expect(403);
	}

	private static Answer typed(Client browser, String page, String code) {
		return browser.call("POST", "/login/factor")
			.form("code", code, "continue", "/devices", "confirm", "", "_csrf", browser.csrfOfPage(page))
			.send();
	}

	@Test
	void asksForJsonThatItCanRead() {
		Client client = client();
		client.post("/api/login/factor", Map.of("login", "x")).expectProblem(400);
		client.post("/api/login/factor", Map.of("code", "123456")).expectProblem(400);
		client.post("/api/login/factor", Map.of("login", 1, "code", 123456)).expectProblem(400);
		client.call("POST", "/api/login/factor").body("text/plain", "{}").send().expectProblem(415);
	}

	private Authenticator setUp(Person person) {
		return Authenticator.setUp(this.latchkey, this.latchkey.login(person));
	}

	private static String ticket(Client client, Person person) {
		return client.login(person).expectProblem(401, "second-factor-required").text("/login");
	}

	private static Answer prove(Client client, String ticket, String code) {
		return client.post("/api/login/factor", Map.of("login", ticket, "code", code));
	}

}
