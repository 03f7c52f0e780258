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
import dev.latchkey.harness.RunsIn;
import dev.latchkey.session.LastSeen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshTests {

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
			long seconds = Succession.GRACE.plus(Duration.ofSeconds(1)).toSeconds();
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
