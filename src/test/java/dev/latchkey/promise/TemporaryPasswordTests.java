package dev.latchkey.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.latchkey.contract.Contract;
import dev.latchkey.contract.Door;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RunsIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A temporary password is good for choosing another one, once, and the session that it
 * opened is good for nothing more, even when the account changes.
 */
class TemporaryPasswordTests {

	private static final String NEXT = "walnut-harbour-kettle-28";

	private static final Duration MINUTE = Duration.ofMinutes(1);

	abstract static class Rules extends Contract {

		/**
		 * Return a user with a password that an administrator has just handed out.
		 */
		private Person newcomer() {
			return reset(someone());
		}

		private Person reset(Person person) {
			return person.with(admin().post("/api/admin/users/" + person.username() + "/password")
				.expect(200)
				.text("/temporary_password"));
		}

		/**
		 * Let an account look as it does when its owner has chosen a password, for all
		 * that its sessions can tell.
		 */
		private void forget(Person person) {
			this.latchkey.sql()
				.sql("update account set must_change_password = false where username = ?")
				.param(person.username())
				.update();
		}

		private Answer change(Client client, Person person, String next, boolean keepOthers) {
			return client.keepTokens(client.put("/api/me/password",
					Map.of("current_password", person.password(), "new_password", next, "keep_others", keepOthers)));
		}

		private void opensNothing(Client client) {
			client.get("/api/me").expectProblem(403, "password-change-required");
			client.get("/api/me/sessions").expectProblem(403, "password-change-required");
			Registered application = Registered.at(this.latchkey);
			application.introspectInactive(client.credential());
			client.refreshToken().ifPresent(application::introspectInactive);
		}

		@ParameterizedTest
		@EnumSource
		void keepsItsSessionToTheOnePurposeWhateverHappensToTheAccount(Door door) {
			Person kim = newcomer();
			Client thief = door.open(this.latchkey, kim);
			forget(kim);
			opensNothing(thief);
			if (jwt()) {
				assertThat(thief.refresh().expect(200).json().get("must_change_password").asBoolean()).isTrue();
				opensNothing(thief);
			}
			thief.browse("/devices").expect(303, 403);
			change(thief, kim, NEXT, false).expect(200);
			isSignedIn(thief);
		}

		@Test
		void renewsItsCookiesOnTheWayToAPageAsWhatTheyWere() {
			Client thief = client();
			Person kim = newcomer();
			thief.loginByForm(kim).expect(303);
			forget(kim);
			if (jwt()) {
				thief.withoutCookie(Client.COOKIE);
			}
			assertThat(thief.browse("/password").expect(200).body()).contains("Choose a password");
			opensNothing(thief);
		}

		@Test
		void neverKeepsASessionThatHadToChangeThePassword() {
			Person kim = newcomer();
			Client thief = this.latchkey.login(kim);
			forget(kim);
			Client owner = this.latchkey.login(kim);
			Client elsewhere = this.latchkey.login(kim);
			change(owner, kim, NEXT, true).expect(200);
			hasEnded(thief, "password_changed");
			if (jwt()) {
				thief.refresh().expectEnded("password_changed");
			}
			isSignedIn(elsewhere);
			isSignedIn(owner);
			Client again = this.latchkey.login(kim.with(NEXT));
			assertThat(again.get("/api/me/sessions").expect(200).json().get("sessions")).hasSize(3);
		}

		@ParameterizedTest
		@EnumSource
		void hasOneSessionAtATime(Door door) {
			Person kim = newcomer();
			Client first = door.open(this.latchkey, kim);
			Client second = this.latchkey.login(kim);
			hasEnded(first, "session_limit");
			second.get("/api/me").expectProblem(403, "password-change-required");
			change(second, kim, NEXT, true).expect(200);
			this.latchkey.login(kim.with(NEXT));
			isSignedIn(second);
		}

		@Test
		void hasOneSessionHoweverManyComeAtOnce() throws Exception {
			Person kim = newcomer();
			ExecutorService threads = Executors.newFixedThreadPool(4);
			try {
				List<Future<Answer>> answers = IntStream.range(0, 4)
					.mapToObj((i) -> threads.submit(() -> client().login(kim)))
					.toList();
				for (Future<Answer> answer : answers) {
					// busy with the others' passwords is an answer, too
					answer.get(1, TimeUnit.MINUTES).expect(200, 503);
				}
			}
			finally {
				threads.shutdownNow();
			}
			assertThat(this.latchkey.sql().sql("""
					select count(*) from user_session s join account a on a.id = s.account_id
					where a.username = ? and s.ended_at is null""").param(kim.username()).query(Long.class).single())
				.isOne();
		}

		@Test
		void isNeverRemembered() {
			Person kim = newcomer();
			Client client = client();
			Answer login = client
				.login(Map.of("username", kim.username(), "password", kim.password(), "transport", "cookie",
						"remember_me", true))
				.expect(200);
			lastsHalfADay(login);
			assertThat(client.cookie(Client.COOKIE)).map(Cookie::maxAge).isEmpty();
			lastsHalfADay(change(client, kim, NEXT, false).expect(200));
			Client byForm = client();
			byForm.loginByForm(newcomer(), "remember-me", "on").expect(303);
			Optional<Cookie> longest = byForm.cookie(jwt() ? Client.REFRESH_COOKIE : Client.COOKIE);
			assertThat(longest).isPresent().map(Cookie::maxAge).isEmpty();
		}

		private static void lastsHalfADay(Answer login) {
			assertThat(Duration.between(Instant.parse(login.text("/session/started_at")),
					Instant.parse(login.text("/session/expires_at"))))
				.isEqualTo(Duration.ofHours(12));
		}

		@Test
		void cannotBeChangedToItself() {
			Person kim = newcomer();
			Client client = this.latchkey.login(kim);
			Answer answer = change(client, kim, kim.password(), false).expectProblem(400, "password-rejected");
			assertThat(answer.text("/rule")).isEqualTo("same");
			assertThat(answer.body()).doesNotContain(kim.password());
			forget(kim);
			change(client, kim, kim.password(), false).expectProblem(400, "password-rejected");
			client.get("/api/me").expectProblem(403, "password-change-required");
		}

		@Test
		void saysOnThePageThatItCannotBeChangedToItself() {
			Person kim = newcomer();
			Client browser = client();
			browser.loginByForm(kim).expect(303);
			Answer answer = browser.call("POST", "/password")
				.form("current_password", kim.password(), "new_password", kim.password())
				.formMore("_csrf", browser.csrfOfPage("/password"))
				.send()
				.expect(303);
			assertThat(answer.header("Location")).contains("/password?error=same");
			assertThat(browser.browse("/password?error=same").expect(200).body()).contains("Choose your own.");
		}

		@Test
		void leavesAPasswordThatItsOwnerChoseToTheOwner() {
			Person kim = someone();
			Client client = this.latchkey.login(kim);
			change(client, kim, kim.password(), false).expect(200);
			isSignedIn(client);
		}

		@Test
		void expiresAfterThreeDays() {
			Person kim = newcomer();
			Person lee = newcomer();
			this.latchkey.clock().advance(Duration.ofHours(72).minus(MINUTE));
			Client last = this.latchkey.login(kim);
			this.latchkey.clock().advance(MINUTE.plus(MINUTE));
			Answer late = client().login(lee).expectProblem(401, "invalid-credentials");
			assertThat(late.body()).isEqualTo(client().login(lee.with("not-the-password")).body());
			assertThat(client().loginByForm(lee).expect(303).header("Location")).contains("/login?error");
			change(last, kim, NEXT, false).expect(200);
			isSignedIn(last);
			String query = "/api/admin/events?type=login_failed&subject=" + lee.username();
			Awaitility.await()
				.untilAsserted(() -> assertThat(admin().get(query).expect(200).body()).contains("password_expired"));
			this.latchkey.login(reset(lee)).get("/api/me").expectProblem(403, "password-change-required");
		}

		@Test
		void leavesNoLimitToThePasswordThatTakesItsPlace() {
			Person kim = newcomer();
			change(this.latchkey.login(kim), kim, NEXT, false).expect(200);
			this.latchkey.clock().advance(Duration.ofHours(80));
			isSignedIn(this.latchkey.login(kim.with(NEXT)));
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.SESSION, own = true)
	class InSessionMode extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.POSTGRES, own = true)
	class InJwtMode extends Rules {

	}

}
