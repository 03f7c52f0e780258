package dev.latchkey.contract;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is answered to a credential that is none, and to two of them.
 */
abstract class CredentialContract extends Contract {

	private static final int MOST_CREDENTIALS = 8;

	@Test
	void challengesWhoSendsNothing() {
		Answer answer = client().get("/api/me").expectProblem(401);
		String challenge = answer.header("WWW-Authenticate").orElseThrow();
		if (jwt()) {
			assertThat(challenge).startsWith("Bearer").doesNotContain("error");
		}
		else {
			assertThat(challenge).isEqualTo("Cookie realm=\"latchkey\"");
		}
		assertThat(answer.json().has("reason")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9." })
	void refusesAnInventedCookie(String value) {
		isInvalid(client().withCookie(Client.COOKIE, value).get("/api/me"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9." })
	void refusesAnInventedBearer(String value) {
		isInvalid(client().withBearer(value).get("/api/me"));
	}

	private void isInvalid(Answer answer) {
		answer.expectProblem(401, "invalid-token");
		assertThat(answer.json().has("reason")).isFalse();
		String challenge = answer.header("WWW-Authenticate").orElseThrow();
		if (jwt()) {
			assertThat(challenge).startsWith("Bearer").contains("error=\"invalid_token\"");
		}
		else {
			assertThat(challenge).isEqualTo("Cookie realm=\"latchkey\"");
		}
	}

	@Test
	void challengesWhoseSessionHasEnded() {
		Client client = this.latchkey.login(someone());
		Client before = client.copy();
		client.post("/api/logout").expect(204);
		Answer answer = before.get("/api/me").expectEnded("logged_out");
		String challenge = answer.header("WWW-Authenticate").orElseThrow();
		assertThat(challenge).startsWith(jwt() ? "Bearer" : "Cookie");
		assertThat(challenge.contains("error=\"invalid_token\"")).isEqualTo(jwt());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic YWRtaW46eA==", "Digest x", "Bearer", "Bearer ", "garbage" })
	void refusesAnyOtherAuthorization(String header) {
		Answer answer = client().call("GET", "/api/me").header("Authorization", header).send();
		answer.expect(400, 401);
		answer.expectProblem(answer.status());
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void refusesACookieTogetherWithAnotherBearer(Door door) {
		Client client = door.open(this.latchkey, someone());
		client.copy().withBearer("garbage").get("/api/me").expectProblem(400, "invalid-request");
		isSignedIn(client);
	}

	@Test
	void refusesTwoAuthorizationHeaders() {
		client().call("GET", "/api/me")
			.header("Authorization", "Bearer one")
			.header("Authorization", "Bearer two")
			.send()
			.expectProblem(400, "invalid-request");
	}

	@Test
	void refusesTheCookieTwiceWithDifferentValues() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		String value = client.cookie(Client.COOKIE).orElseThrow().value();
		String answer = this.latchkey.raw()
			.send("GET /api/me HTTP/1.1", "Accept: application/json",
					"Cookie: " + Client.COOKIE + "=" + value + "; " + Client.COOKIE + "=garbage");
		assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:latchkey:invalid-request");
	}

	/**
	 * Each may cost a look into Redis, and a head has room for hundreds.
	 */
	@Test
	void refusesALoginThatBringsMoreCredentialsThanAClientHas() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		client.copy()
			.call("POST", "/api/login")
			.header("Cookie", refreshCookies(MOST_CREDENTIALS))
			.json(Map.of("username", alice.username(), "password", "not-the-password"))
			.send()
			.expectProblem(400, "invalid-request");
		Client form = client.copy();
		form.call("POST", "/login")
			.header("Cookie", refreshCookies(MOST_CREDENTIALS + 1))
			.form("username", alice.username(), "password", alice.password())
			.formMore("_csrf", form.csrfOfPage("/login"))
			.send()
			.expect(400);
		isSignedIn(client);
		Client other = client();
		other.call("POST", "/api/login")
			.header("Cookie", refreshCookies(MOST_CREDENTIALS))
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expect(200);
	}

	@Test
	void refusesALogoutThatBringsMoreCredentialsThanAClientHas() {
		Client client = this.latchkey.login(someone());
		client.copy()
			.call("POST", "/api/logout")
			.header("Cookie", refreshCookies(MOST_CREDENTIALS))
			.send()
			.expectProblem(400, "invalid-request");
		client.copy().call("POST", "/logout").header("Cookie", refreshCookies(MOST_CREDENTIALS)).send().expect(400);
		isSignedIn(client);
		client.copy()
			.call("POST", "/api/logout")
			.header("Cookie", refreshCookies(MOST_CREDENTIALS - 1))
			.send()
			.expect(204);
		hasEnded(client, "logged_out");
	}

	private static String refreshCookies(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> Client.REFRESH_COOKIE + "=none-" + i)
			.collect(Collectors.joining("; "));
	}

	@Test
	void endsNothingWhenARequestIsRefused() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		client().withCookie(Client.COOKIE, client.credential() + "x").get("/api/me").expectProblem(401);
		isSignedIn(client);
	}

	@Test
	void doesNotRedirectTheApi() {
		for (String path : new String[] { "/api/me", "/api/admin/users", "/api/nothing-here", "/oauth2/introspect",
				"/.well-known/nothing-here" }) {
			Answer answer = client().browse(path);
			answer.expect(401, 404, 405);
			assertThat(answer.header("Location")).as(answer.toString()).isEmpty();
			answer.expectProblem(answer.status());
		}
	}

}
