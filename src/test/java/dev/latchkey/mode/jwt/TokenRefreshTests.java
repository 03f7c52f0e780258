package dev.latchkey.mode.jwt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.session.refresh.RefreshRotation;
import dev.latchkey.session.refresh.RefreshToken;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenRefreshTests {

	/**
	 * What has to hold on every database.
	 */
	abstract static class Rules {

		private static final int AT_ONCE = 20;

		private Latchkey latchkey;

		private Client client;

		@BeforeEach
		void signIn(Latchkey started) {
			this.latchkey = started;
			this.client = started.login(Latchkey.ADMIN);
		}

		@Test
		void givesParallelRefreshesOneSuccessor() throws Exception {
			ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
			try {
				for (int round = 0; round < 5; round++) {
					CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
					List<Future<Answer>> answers = new ArrayList<>();
					for (int i = 0; i < AT_ONCE; i++) {
						Client tab = this.client.copy();
						answers.add(threads.submit(() -> {
							barrier.await();
							return tab.refresh();
						}));
					}
					List<String> successors = new ArrayList<>();
					for (Future<Answer> answer : answers) {
						successors.add(answer.get().expect(200).text("/refresh_token"));
					}
					assertThat(successors).containsOnly(successors.get(0))
						.doesNotContain(this.client.refreshToken().orElseThrow());
					this.client.keepTokens(answers.get(0).get());
					this.client.get("/api/me").expect(200);
					later();
				}
			}
			finally {
				threads.shutdownNow();
			}
		}

		@Test
		void repeatsAReplyThatWasLost() {
			String login = refreshToken();
			String lost = exchange(login).expect(200).text("/refresh_token");
			later();
			assertThat(exchange(login).expect(200).text("/refresh_token")).isEqualTo(lost);
			later();
			exchange(lost).expect(200);
		}

		@Test
		void endsASessionWhoseOldTokenIsUsedAfterTheNewOne() {
			String stolen = refreshToken();
			this.client.refresh().expect(200);
			this.client.get("/api/me").expect(200);
			this.latchkey.bean(LastSeen.class).run();
			later();
			exchange(stolen).expectEnded("refresh_reuse");
			this.client.get("/api/me").expectEnded("refresh_reuse");
			this.client.refresh().expectEnded("refresh_reuse");
		}

		@Test
		void endsASessionWhoseTokenIsTwoBehind() {
			String stolen = refreshToken();
			this.client.refresh().expect(200);
			later();
			this.client.refresh().expect(200);
			exchange(stolen).expectEnded("refresh_reuse");
			this.client.get("/api/me").expectEnded("refresh_reuse");
		}

		@Test
		void keepsTheEpochAndTheEnd() {
			Answer first = this.client.refresh().expect(200);
			later();
			Answer second = this.client.refresh().expect(200);
			assertThat(second.json().get("session")).isEqualTo(first.json().get("session"));
			assertThat(second.text("/refresh_token")).isNotEqualTo(first.text("/refresh_token"));
		}

		@Test
		void refusesATokenOfASessionThatNobodyKnows() {
			String foreign = this.latchkey.bean(RefreshTokens.class).write(new RefreshToken("A".repeat(22), 0));
			exchange(foreign).expectProblem(401, "invalid-token");
		}

		@Test
		void refusesTwoDifferentTokens() {
			Client both = this.latchkey.client().withCookie(Client.REFRESH_COOKIE, refreshToken());
			String other = this.latchkey.login(Latchkey.ADMIN).refreshToken().orElseThrow();
			both.post("/api/refresh", Map.of("refresh_token", other)).expectProblem(400, "invalid-request");
			both.post("/api/refresh", Map.of("refresh_token", refreshToken())).expect(200);
		}

		@Test
		void refusesAnAccessTokenOfAnotherSession() {
			String access = this.client.credential();
			Client other = this.latchkey.client();
			other.loginForCookies(Latchkey.ADMIN).expect(200);
			String refresh = other.refreshToken().orElseThrow();
			String accessOfOther = other.credential();
			Client mixed = this.latchkey.client();
			// the header and the refresh cookie
			mixed.withBearer(access).withCookie(Client.REFRESH_COOKIE, refresh);
			mixed.post("/api/refresh").expectProblem(400, "invalid-request");
			mixed.withBearer(accessOfOther).post("/api/refresh").expect(200);
			// the header and the body
			Client bearer = this.latchkey.client().withBearer(accessOfOther);
			bearer.post("/api/refresh", Map.of("refresh_token", refreshToken())).expectProblem(400, "invalid-request");
			// the cookies
			Client cookies = this.latchkey.client().withCookie(Client.REFRESH_COOKIE, refresh);
			cookies.withCookie(Client.COOKIE, access).post("/api/refresh").expectProblem(400, "invalid-request");
			cookies.withCookie(Client.COOKIE, "garbage").post("/api/refresh").expect(200);
			// nothing came of any of it
			assertThat(generation(refreshToken())).isZero();
			assertThat(generation(refresh)).isOne();
		}

		@Test
		void takesAnOldAccessTokenOfTheSameSession() {
			String old = this.client.credential();
			this.client.refresh().expect(200);
			later();
			this.latchkey.client()
				.withBearer(old)
				.post("/api/refresh", Map.of("refresh_token", refreshToken()))
				.expect(200);
		}

		@Test
		void refreshesForWhoMustChangeThePassword() {
			Person alice = this.latchkey.newPerson("USER");
			String temporary = this.latchkey.admin()
				.post("/api/admin/users/" + alice.username() + "/password")
				.expect(200)
				.text("/temporary_password");
			for (boolean byCookie : List.of(false, true)) {
				Client one = signedIn(alice.with(temporary), byCookie);
				assertThat(one.refresh().expect(200).json().get("must_change_password").asBoolean()).isTrue();
				one.get("/api/me").expectProblem(403, "password-change-required");
				one.post("/api/logout").expect(204);
			}
		}

		@ParameterizedTest
		@ValueSource(booleans = { false, true })
		void refreshesNothingAfterTheAccountHasChanged(boolean byCookie) {
			Person alice = this.latchkey.newPerson("USER");
			String path = "/api/admin/users/" + alice.username();
			Client admin = this.latchkey.admin();
			Client first = signedIn(alice, byCookie);
			admin.patch(path, Map.of("roles", List.of("USER", "ADMIN"))).expect(200);
			first.refresh().expectEnded("roles_changed");
			Client second = signedIn(alice, byCookie);
			admin.post(path + "/password").expect(200);
			second.refresh().expectEnded("password_changed");
			admin.delete(path).expect(204);
			second.refresh().expect(401);
		}

		private Client signedIn(Person person, boolean byCookie) {
			if (!byCookie) {
				return this.latchkey.login(person);
			}
			Client signedIn = this.latchkey.client();
			signedIn.loginForCookies(person).expect(200);
			return signedIn;
		}

		private long generation(String token) {
			return this.latchkey.sql()
				.sql("select refresh_generation from user_session where handle = ?")
				.param(this.latchkey.bean(RefreshTokens.class).read(token).id())
				.query(Long.class)
				.single();
		}

		@ParameterizedTest
		@ValueSource(strings = { "{", "[]", "\"a\"", "{\"refresh_token\":{}}", "{\"refresh_token\":[]}",
				"{\"refresh_token\":1}" })
		void answersABodyThatIsNone(String body) {
			this.latchkey.client()
				.call("POST", "/api/refresh")
				.body("application/json", body)
				.send()
				.expectProblem(400, "invalid-request");
		}

		@ParameterizedTest
		@ValueSource(strings = { "{}", "null", "{\"refresh_token\":null}", "{\"refresh_token\":\"\"}" })
		void answersABodyWithoutAToken(String body) {
			this.latchkey.client()
				.call("POST", "/api/refresh")
				.body("application/json", body)
				.send()
				.expectProblem(401, "invalid-token");
		}

		private String refreshToken() {
			return this.client.refreshToken().orElseThrow();
		}

		private Answer exchange(String token) {
			return this.latchkey.client().post("/api/refresh", Map.of("refresh_token", token));
		}

		/**
		 * Let the grace pass: it goes by the database's clock, so the past is moved.
		 */
		private void later() {
			long seconds = RefreshRotation.GRACE.plus(Duration.ofSeconds(1)).toSeconds();
			this.latchkey.sql()
				.sql("update user_session set rotated_at = rotated_at - interval '" + seconds
						+ "' second, confirmed_at = confirmed_at - interval '" + seconds + "' second")
				.update();
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.H2)
	class OnH2 extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.POSTGRES)
	class OnPostgres extends Rules {

	}

}
