package dev.latchkey.promise;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.latchkey.contract.Contract;
import dev.latchkey.contract.Door;
import dev.latchkey.contract.PasswordContract;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Asking;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.ProxiedApplication;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.RelyingParty;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a session lasts. The clock is set forward, so nothing here waits.
 */
class SessionLifetimeTests {

	private static final Duration IDLE = Duration.ofMinutes(20);

	private static final Duration LIFETIME = Duration.ofHours(2);

	private static final Duration A_BIT = Duration.ofMinutes(1);

	/** How old a proof may be. */
	private static final Duration PROOF = Duration.ofMinutes(3);

	/**
	 * The same limits in both modes.
	 */
	abstract static class Lifetime extends Contract {

		void pass(Duration time) {
			this.latchkey.clock().advance(time);
		}

		/**
		 * Use a session as its client would, which refreshes where there is something to.
		 */
		private void isInUse(Client client) {
			Answer answer = client.get("/api/me");
			if (jwt() && answer.status() == 401) {
				client.refresh().expect(200);
				answer = client.get("/api/me");
			}
			answer.expect(200);
		}

		private void isOver(Client client, String reason) {
			client.get("/api/me").expect(401);
			(jwt() ? client.refresh() : client.get("/api/me")).expectEnded(reason);
		}

		private Client remembered(Person person, String transport) {
			Client client = client();
			client
				.login(Map.of("username", person.username(), "password", person.password(), "transport", transport,
						"remember_me", true))
				.expect(200);
			return client;
		}

		@ParameterizedTest
		@EnumSource
		void endsASessionThatNobodyUses(Door door) {
			Client client = door.open(this.latchkey, someone());
			pass(IDLE.minus(A_BIT));
			isInUse(client);
			pass(IDLE.plus(A_BIT));
			isOver(client, "expired");
		}

		@ParameterizedTest
		@EnumSource
		void endsASessionInTheEndHoweverMuchItIsUsed(Door door) {
			Client client = door.open(this.latchkey, someone());
			for (int i = 0; i < 7; i++) {
				pass(IDLE.minus(A_BIT.multipliedBy(3)));
				isInUse(client);
			}
			// 119 minutes have passed, however long the steps took
			pass(A_BIT);
			isOver(client, "expired");
		}

		/**
		 * Fifty at once at each step, across the ends of access tokens, the write-back of
		 * the last use, and what would be idle if they did not count.
		 */
		@Test
		void letsAProxyAskForAsLongAsTheSessionLives() throws Exception {
			String wiki = "https://" + ProxiedApplication.at(this.latchkey).host();
			ProxiedBrowser browser = new ProxiedBrowser(this.latchkey).of(someone());
			browser.visit(Asking.BY_HEADERS, wiki, "/").last().expect(200);
			ExecutorService page = Executors.newFixedThreadPool(50);
			try {
				for (Duration step : List.of(A_BIT, Duration.ofMinutes(6), IDLE.minus(A_BIT), IDLE.minus(A_BIT),
						Duration.ofSeconds(50), IDLE.minus(A_BIT), IDLE.minus(A_BIT))) {
					pass(step);
					List<Callable<Integer>> questions = IntStream.range(0, 50)
						.<Callable<Integer>>mapToObj((i) -> () -> browser
							.ask(Asking.values()[i % 3], (i % 2 == 0) ? "GET" : "POST", wiki, "/" + i)
							.send()
							.status())
						.toList();
					for (Future<Integer> answer : page.invokeAll(questions)) {
						assertThat(answer.get()).isEqualTo(200);
					}
				}
			}
			finally {
				page.shutdownNow();
			}
			pass(IDLE.plus(A_BIT));
			browser.ask(Asking.BY_HEADERS, "POST", wiki, "/").send().expectEnded("expired");
		}

		@Test
		void doesNotListASessionThatIsOver() {
			Person alice = someone();
			this.latchkey.login(alice);
			pass(IDLE.plus(A_BIT));
			Client client = this.latchkey.login(alice);
			assertThat(client.get("/api/me/sessions").expect(200).json().get("sessions")).hasSize(1);
			assertThat(admin().get("/api/admin/users/" + alice.username() + "/sessions").json().get("sessions"))
				.hasSize(1);
			assertThat(client.delete("/api/me/sessions").expect(200).body()).isEqualTo("{\"ended\":0}");
		}

		@Test
		void remembersWhoAskedForIt() {
			Client client = remembered(someone(), "cookie");
			pass(LIFETIME.plus(A_BIT));
			isInUse(client);
			pass(Duration.ofDays(7));
			isInUse(client);
			pass(Duration.ofDays(30).minus(Duration.ofDays(7)).minus(LIFETIME));
			isOver(client, "expired");
		}

		@Test
		void keepsTheCookieForThirtyDaysWhereAsked() {
			Client client = remembered(someone(), "cookie");
			Cookie cookie = client.cookie(jwt() ? Client.REFRESH_COOKIE : Client.COOKIE).orElseThrow();
			assertThat(cookie.maxAge()).isBetween(Duration.ofDays(30).minusMinutes(1).toSeconds(),
					Duration.ofDays(30).toSeconds());
			Client byForm = client();
			byForm.loginByForm(someone(), "remember-me", "on").expect(303);
			cookie = byForm.cookie(jwt() ? Client.REFRESH_COOKIE : Client.COOKIE).orElseThrow();
			assertThat(cookie.maxAge()).isBetween(Duration.ofDays(30).minusMinutes(1).toSeconds(),
					Duration.ofDays(30).toSeconds());
		}

		@Test
		void keepsTheRememberedCookieOverAChangeOfThePassword() {
			Person alice = someone();
			Client client = remembered(alice, "cookie");
			PasswordContract.change(client, alice.password(), "walnut-harbour-kettle-28").expect(200);
			Cookie cookie = client.cookie(jwt() ? Client.REFRESH_COOKIE : Client.COOKIE).orElseThrow();
			assertThat(cookie.maxAge()).isBetween(Duration.ofDays(30).minusMinutes(1).toSeconds(),
					Duration.ofDays(30).toSeconds());
		}

		@ParameterizedTest
		@EnumSource
		void asksForAProofThatIsAsRecentAsIsSet(Door door) {
			Person alice = someone();
			Client client = door.open(this.latchkey, alice);
			pass(PROOF.minus(A_BIT));
			client.delete("/api/me/factors/totp").expect(204);
			pass(A_BIT.multipliedBy(2));
			assertThat(client.delete("/api/me/factors/totp")
				.expectProblem(401, "proof-too-old")
				.header("WWW-Authenticate")
				.orElse("")).endsWith(", max_age=" + PROOF.toSeconds());
			client.post("/api/me/proof", Map.of("password", alice.password())).expect(204);
			client.delete("/api/me/factors/totp").expect(204);
		}

		/**
		 * How recent a proof the person's own changes need is no affair of applications.
		 */
		@Test
		void asksForALoginThatIsAsRecentAsAnApplicationWants() {
			RelyingParty application = RelyingParty.at(this.latchkey, Map.of());
			Client browser = client();
			browser.loginForCookies(someone()).expect(200);
			pass(PROOF.minus(A_BIT));
			assertThat(application.authorize(browser, "max_age", "60").expect(303).header("Location").orElseThrow())
				.startsWith("/login?confirm&continue=");
			pass(A_BIT.multipliedBy(2));
			browser.delete("/api/me/factors/totp").expectProblem(401, "proof-too-old");
			assertThat(application.answered(application.authorize(browser, "max_age", "600"))).containsKey("code");
		}

		@ParameterizedTest
		@EnumSource
		void makesRoomForTheNewestLogin(Door door) {
			Person alice = someone();
			Client first = door.open(this.latchkey, alice);
			Client second = this.latchkey.login(alice);
			Client third = this.latchkey.login(alice);
			isSignedIn(second);
			Client fourth = door.open(this.latchkey, alice);
			hasEnded(first, "session_limit");
			isSignedIn(second);
			isSignedIn(third);
			isSignedIn(fourth);
			assertThat(fourth.get("/api/me/sessions").json().get("sessions")).hasSize(3);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION,
			with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED, "latchkey.session.idle-timeout=20m",
					"latchkey.session.max-lifetime=2h", "latchkey.session.max-per-account=3",
					"latchkey.session.proof-age=3m" })
	class InSessionMode extends Lifetime {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT,
			with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED, "latchkey.session.idle-timeout=20m",
					"latchkey.session.max-lifetime=2h", "latchkey.session.max-per-account=3",
					"latchkey.session.proof-age=3m" })
	class InJwtMode extends Lifetime {

		@Test
		void letsAnAccessTokenExpire() {
			Client client = this.latchkey.login(someone());
			String old = client.credential();
			pass(Duration.ofSeconds(299));
			isSignedIn(client);
			pass(Duration.ofSeconds(7));
			client.get("/api/me").expectProblem(401);
			client.refresh().expect(200);
			isSignedIn(client);
			client().withBearer(old).get("/api/me").expectProblem(401);
		}

		@Test
		void logsOutByATokenThatHasExpired() {
			Client client = this.latchkey.login(someone());
			pass(Duration.ofMinutes(10));
			client().withBearer(client.credential()).post("/api/logout").expect(204);
			client.refresh().expectEnded("logged_out");
		}

		@Test
		void logsOutByACookieThatHasExpired() {
			Client client = client();
			client.loginForCookies(someone()).expect(200);
			Client before = client.copy();
			pass(Duration.ofMinutes(10));
			client.withoutCookie(Client.REFRESH_COOKIE).post("/api/logout").expect(204);
			before.refresh().expectEnded("logged_out");
		}

		@Test
		void renewsTheCookieOnTheWayToAPage() {
			Client client = client();
			client.loginByForm(someone()).expect(303);
			String old = client.credential();
			pass(Duration.ofMinutes(10));
			client.get("/api/me").expectProblem(401);
			client.browse("/").expect(200);
			assertThat(client.credential()).isNotEqualTo(old);
			isSignedIn(client);
		}

		@Test
		void renewsTheCookieWhereTheBrowserHasDroppedIt() {
			Client client = client();
			client.loginByForm(someone()).expect(303);
			pass(Duration.ofMinutes(10));
			client.withoutCookie(Client.COOKIE).browse("/").expect(200);
			isSignedIn(client);
		}

		@Test
		void givesNoTokenMoreTimeThanItsSession() {
			Client client = this.latchkey.login(someone());
			for (int i = 0; i < 7; i++) {
				pass(Duration.ofMinutes(17));
				client.refresh().expect(200);
			}
			Answer last = client.refresh().expect(200);
			assertThat(last.json().get("expires_in").asInt()).isLessThanOrEqualTo(60);
			assertThat(last.json().get("refresh_expires_in").asInt()).isLessThanOrEqualTo(60);
		}

	}

}
