package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing out, by both doors.
 */
abstract class LogoutContract extends Contract {

	@ParameterizedTest
	@EnumSource
	void isOverWhenTheApiHasAnswered(Door door) {
		Client client = door.open(this.latchkey, someone());
		Client before = client.copy();
		cleansUp(client.post("/api/logout").expect(204), before);
		hasEnded(before, "logged_out");
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void isOverWhenTheFormHasAnswered(Door door) {
		Client client = door.open(this.latchkey, someone());
		Client before = client.copy();
		Answer answer = byForm(client);
		assertThat(answer.expect(303).header("Location")).contains("/login?logout");
		cleansUp(answer, before);
		hasEnded(before, "logged_out");
		client.browse("/login?logout").expect(200);
	}

	private static Answer byForm(Client client) {
		return client.call("POST", "/logout").form("_csrf", client.csrfOfPage("/")).send();
	}

	private static void cleansUp(Answer answer, Client before) {
		assertThat(answer.header("Clear-Site-Data").orElse("").replace(" ", "")).isEqualTo("\"cache\",\"storage\"");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		for (String name : new String[] { Client.COOKIE, Client.REFRESH_COOKIE }) {
			if (before.cookie(name).isPresent()) {
				Cookie cookie = answer.cookie(name).orElseThrow();
				assertThat(cookie.expired()).as(cookie.toString()).isTrue();
				assertThat(cookie.secure()).as("a __Host- cookie can only be expired so").isTrue();
				assertThat(cookie.path()).isEqualTo("/");
			}
		}
	}

	@Test
	void endsOnlyThatSession() {
		Person alice = someone();
		Client other = this.latchkey.login(alice);
		Client client = this.latchkey.login(alice);
		client.post("/api/logout").expect(204);
		isSignedIn(other);
		assertThat(other.get("/api/me/sessions").json().get("sessions")).hasSize(1);
	}

	@Test
	void saysTheSameWhereNothingWasValid() {
		client().post("/api/logout").expect(204);
		client().withBearer("garbage").post("/api/logout").expect(204);
		client().withCookie(Client.COOKIE, "garbage").post("/api/logout").expect(204);
		client().post("/api/logout", Map.of("refresh_token", "garbage")).expect(204);
		client().post("/api/logout", Map.of()).expect(204);
		Client stranger = client();
		Answer form = stranger.call("POST", "/logout").form("_csrf", stranger.csrfOfPage("/login")).send();
		assertThat(form.expect(303).header("Location")).contains("/login?logout");
	}

	@Test
	void saysTheSameTheSecondTime() {
		Client client = this.latchkey.login(someone());
		Client before = client.copy();
		client.post("/api/logout").expect(204);
		before.copy().post("/api/logout").expect(204);
		hasEnded(before, "logged_out");
	}

	@ParameterizedTest
	@EnumSource(names = { "FORM", "JSON_FOR_COOKIES" })
	void needsTheTokenWhereACookieSaysWhoItIs(Door door) {
		Client client = door.open(this.latchkey, someone());
		client.call("POST", "/api/logout").withoutCsrf().send().expectProblem(403);
		client.call("POST", "/logout").form("x", "y").send().expect(403);
		isSignedIn(client);
	}

	@Test
	void doesNothingOnAGet() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.browse("/logout");
		client.get("/api/logout");
		isSignedIn(client);
	}

	@Test
	void showsAPageWithAButton() {
		Person alice = someone();
		Client client = client();
		client.loginForCookies(alice).expect(200);
		String page = client.browse("/logout").expect(200).body();
		assertThat(page).contains(alice.username(), "action=\"/logout\"", "<button");
		isSignedIn(client);
		Answer answer = client.call("POST", "/logout").form("_csrf", client.csrfOfPage("/logout")).send();
		assertThat(answer.expect(303).header("Location")).contains("/login?logout");
		assertThat(client.browse("/logout").expect(200).body()).contains("not signed in", "href=\"/login\"")
			.doesNotContain("action=\"/logout\"");
	}

	@Test
	void refusesABodyThatIsNone() {
		Client client = this.latchkey.login(someone());
		Answer answer = client.call("POST", "/api/logout").body("application/json", "{\"refresh_token\":").send();
		answer.expect(204, 400);
	}

	@ParameterizedTest
	@EnumSource
	void endsWhatTheRequestIsMadeWithWhateverElseTheBodyNames(Door door) {
		for (String other : List.of("garbage", "")) {
			Client client = door.open(this.latchkey, someone());
			client.copy().post("/api/logout", Map.of("refresh_token", other)).expect(204);
			hasEnded(client, "logged_out");
		}
	}

	@Test
	void needsTheTokenWhereTheBodyNamesNoSession() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.copy()
			.call("POST", "/api/logout")
			.withoutCsrf()
			.json(Map.of("refresh_token", "garbage"))
			.send()
			.expectProblem(403);
		isSignedIn(client);
	}

	@Test
	void leavesABrowserAloneThatSentNothing() {
		// as another site makes it: without the cookies, which are SameSite
		for (String path : List.of("/api/logout", "/logout")) {
			Answer answer = client().call("POST", path).withoutCsrf().send().expect(204, 303);
			assertThat(answer.cookies()).isEmpty();
			assertThat(answer.header("Clear-Site-Data")).isEmpty();
		}
	}

}
