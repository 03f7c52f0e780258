package dev.latchkey.mode.jwt;

import java.time.Duration;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@RunsIn(value = Latchkey.Mode.JWT, own = true)
class RenewalFilterTests {

	private Latchkey latchkey;

	private Client client;

	@BeforeEach
	void signIn(Latchkey started) {
		this.latchkey = started;
		this.client = started.client();
		this.client.loginForCookies(Latchkey.ADMIN).expect(200);
	}

	@Test
	void renewsACookieThatIsOver() {
		String old = this.client.credential();
		expire();
		this.client.browse("/").expect(200);
		assertThat(this.client.credential()).isNotEqualTo(old);
		this.client.get("/api/me").expect(200);
	}

	@Test
	void renewsACookieThatTheBrowserHasDropped() {
		this.client.withoutCookie(Client.COOKIE).browse("/").expect(200);
		this.client.get("/api/me").expect(200);
	}

	/**
	 * Its key may have been retired, or revoked, while the laptop slept.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "another" })
	void renewsACookieThatCannotBeVerifiedAnyMore(String kind) {
		String unreadable = kind.equals("another") ? otherSignature(this.client.credential()) : kind;
		this.client.withCookie(Client.COOKIE, unreadable);
		this.client.get("/api/me").expectProblem(401, "invalid-token");
		this.client.browse("/").expect(200);
		assertThat(this.client.credential()).isNotEqualTo(unreadable);
		this.client.get("/api/me").expect(200);
	}

	@Test
	void renewsACookieWhoseKeyWasRevoked() {
		String old = this.client.credential();
		String signing = this.latchkey.bean(KeyRing.class).current(KeyPurpose.ACCESS).kid();
		this.latchkey.admin().delete("/api/admin/keys/" + signing).expect(200, 202);
		this.client.get("/api/me").expect(401);
		this.client.browse("/").expect(200);
		assertThat(this.client.credential()).isNotEqualTo(old);
		this.client.get("/api/me").expect(200);
	}

	@Test
	void saysWhyASessionHasEndedWhoseCookieCannotBeVerifiedAnyMore() {
		Client before = this.client.copy().withCookie(Client.COOKIE, "garbage");
		this.client.post("/api/logout").expect(204);
		saysThatItWasEnded(before.copy().browse("/"));
		saysThatItWasEnded(before.withoutCookie(Client.COOKIE).browse("/"));
	}

	@Test
	void doesNotRenewWhatIsInTheHeader() {
		Answer answer = this.client.withoutCookie(Client.COOKIE).withBearer("garbage").browse("/");
		setsNoCookie(answer.expect(303));
		assertThat(answer.header("Location").orElse("")).startsWith("/login").doesNotContain("reason");
	}

	@Test
	void leavesACookieAloneThatIsGood() {
		assertThat(this.client.browse("/").expect(200).cookie(Client.COOKIE)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/forward-auth", "/%66orward-auth", "/api;x=/me", "/.well-known/jwks.json",
			"/actuator/prometheus", "/oauth2/introspect", "/login", "/assets/style.css", "/favicon.ico", "/api",
			"/v3/api-docs" })
	void renewsNothingElsewhere(String path) {
		expire();
		setsNoCookie(this.client.browse(path));
	}

	@Test
	void renewsOnTheWayToAFormThatIsSent() {
		expire();
		String csrf = this.client.csrf();
		Answer answer = this.client.call("POST", "/devices/end-others").accept("text/html").form("_csrf", csrf).send();
		assertThat(answer.cookie(Client.COOKIE)).isPresent();
		this.client.get("/api/me").expect(200);
	}

	@Test
	void asksForTheCsrfTokenAllTheSame() {
		expire();
		this.client.call("POST", "/devices/end-others").withoutCsrf().accept("text/html").send().expect(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "AAAA", "a.b.c" })
	void goesOnWithoutWhereTheRefreshTokenIsNone(String token) {
		Answer answer = this.latchkey.client().withCookie(Client.REFRESH_COOKIE, token).browse("/");
		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location").orElse("")).startsWith("/login");
	}

	@Test
	void goesOnWithoutWhereTheSessionHasEnded() {
		Client before = this.client.copy();
		this.client.post("/api/logout").expect(204);
		expire();
		saysThatItWasEnded(before.copy().browse("/"));
		before.get("/api/me").expectEnded("logged_out");
	}

	@Test
	void renewsNothingForWhoShowsATokenInTheHeader() {
		String token = this.client.credential();
		expire();
		setsNoCookie(this.client.withoutCookie(Client.COOKIE).withBearer(token).browse("/"));
	}

	@Test
	void saysThatItCannotTellWhenItCannot() {
		expire();
		this.latchkey.sql().sql("alter table user_session rename to user_session_gone").update();
		try {
			Answer answer = this.client.browse("/").expect(503);
			assertThat(answer.header("Retry-After")).isPresent();
			this.client.post("/api/refresh").expectProblem(503);
			this.client.browse("/login").expect(200);
		}
		finally {
			this.latchkey.sql().sql("alter table user_session_gone rename to user_session").update();
		}
		this.client.browse("/").expect(200);
	}

	private static void saysThatItWasEnded(Answer answer) {
		setsNoCookie(answer.expect(303));
		assertThat(answer.header("Location").orElse("")).startsWith("/login?").contains("reason=logged_out");
	}

	private static String otherSignature(String token) {
		int place = token.lastIndexOf('.') + 10;
		return token.substring(0, place) + ((token.charAt(place) != 'A') ? 'A' : 'B') + token.substring(place + 1);
	}

	private static void setsNoCookie(Answer answer) {
		assertThat(answer.cookies()).filteredOn((cookie) -> !cookie.expired())
			.extracting("name")
			.isSubsetOf(Client.CSRF_COOKIE);
	}

	private void expire() {
		this.latchkey.clock().advance(Duration.ofMinutes(6));
	}

}
