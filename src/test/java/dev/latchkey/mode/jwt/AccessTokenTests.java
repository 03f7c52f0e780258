package dev.latchkey.mode.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.key.SigningAlgorithm;
import dev.latchkey.mode.CredentialReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTokenTests {

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, own = true)
	class WithTheUsualSettings {

		private Latchkey latchkey;

		private MovableClock clock;

		private AccessTokenVerifier verifier;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
			this.clock = started.clock();
			this.verifier = started.bean(AccessTokenVerifier.class);
		}

		@Test
		void verifiesATokenOnce() {
			String token = login().credential();
			assertThat(this.verifier.verify(token)).isSameAs(this.verifier.verify(token));
		}

		@Test
		void refusesATokenThatItKnowsOnceItIsOver() {
			Client client = login();
			client.get("/api/me").expect(200);
			client.get("/api/me").expect(200);
			this.clock.advance(Duration.ofSeconds(306));
			client.get("/api/me").expectEnded("expired");
		}

		@Test
		void refusesATokenThatItKnowsOnceItsSessionHasEnded() {
			Client client = login();
			client.get("/api/me").expect(200);
			client.copy().post("/api/logout").expect(204);
			client.get("/api/me").expectEnded("logged_out");
		}

		@Test
		void stillReadsATokenThatIsOver() {
			String token = login().credential();
			CredentialReading before = this.verifier.verify(token);
			this.clock.advance(Duration.ofDays(1));
			assertThat(this.verifier.verify(token)).isEqualTo(before);
		}

		@Test
		void forgivesClocksThatDifferALittle() {
			CredentialReading reading = this.verifier.verify(login().credential());
			Instant exp = Instant.ofEpochSecond(exp(reading));
			assertThat(reading.validUntil()).isEqualTo(exp.plusSeconds(5));
		}

		@Test
		void saysOfTheSessionWhatTheLoginSaid() {
			Client client = this.latchkey.client();
			Answer login = client.login(Latchkey.ADMIN).expect(200);
			Answer me = client.get("/api/me").expect(200);
			assertThat(me.json().get("session").properties()).containsAll(login.json().get("session").properties());
			assertThat(me.json().get("permissions")).isEqualTo(login.json().get("permissions"));
		}

		@Test
		void asksNobodyAboutATokenThatItKnows() {
			Client client = login();
			client.get("/api/me").expect(200);
			this.latchkey.sql().sql("alter table signing_key rename to signing_key_gone").update();
			try {
				client.get("/api/me").expect(200);
				login().get("/api/me").expect(200);
			}
			finally {
				this.latchkey.sql().sql("alter table signing_key_gone rename to signing_key").update();
			}
		}

		@Test
		void publishesItsKeysForCaches() {
			Answer answer = this.latchkey.client().get("/.well-known/jwks.json").expect(200);
			assertThat(answer.headers("Cache-Control")).containsExactly("max-age=150, public");
			assertThat(answer.json().at("/keys/0/use").asString()).isEqualTo("sig");
			assertThat(answer.json().at("/keys/0/alg").asString()).isEqualTo("ES256");
		}

		private long exp(CredentialReading reading) {
			return Math.min(reading.session().startedAt().getEpochSecond() + 300,
					reading.session().expiresAt().getEpochSecond());
		}

		private Client login() {
			return this.latchkey.login(Latchkey.ADMIN);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT,
			with = { "latchkey.session.idle-timeout=4s", "latchkey.session.remembered-lifetime=1h" })
	class WithAnIdleTimeoutOfSeconds {

		@Test
		void outlivesItByATenthAtMost(Latchkey latchkey) {
			Client client = latchkey.login(Latchkey.ADMIN);
			Instant login = latchkey.clock().instant();
			CredentialReading reading = latchkey.bean(AccessTokenVerifier.class).verify(client.credential());
			assertThat(reading.validUntil()).isBetween(login.plusMillis(2000), login.plusMillis(4400));
			latchkey.clock().advance(Duration.ofMillis(4500));
			client.get("/api/me").expectEnded("expired");
		}

		@Test
		void doesNotHoldForWhoIsRemembered(Latchkey latchkey) {
			Client client = latchkey.client();
			Answer answer = client
				.login(Map.of("username", "admin", "password", Latchkey.PASSWORD, "remember_me", true))
				.expect(200);
			assertThat(answer.json().get("expires_in").asInt()).isGreaterThan(290);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = { "latchkey.session.max-lifetime=3s", "latchkey.jwt.clock-skew=60s" })
	class WithALifetimeOfSeconds {

		@Test
		void outlivesItNever(Latchkey latchkey) {
			Client client = latchkey.login(Latchkey.ADMIN);
			CredentialReading reading = latchkey.bean(AccessTokenVerifier.class).verify(client.credential());
			assertThat(reading.validUntil()).isEqualTo(reading.session().expiresAt());
			latchkey.clock().advance(Duration.ofSeconds(3));
			client.get("/api/me").expectEnded("expired");
			client.refresh().expectEnded("expired");
		}

	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "HS256")
	void servesWithEachAlgorithm(SigningAlgorithm algorithm) {
		try (Latchkey latchkey = Latchkey.in(Latchkey.Mode.JWT)
			.with("latchkey.jwt.algorithm", algorithm.id())
			.with("latchkey.jwt.issuer", "https://login.example")
			.with("latchkey.jwt.audience", "apps")
			.start()) {
			Client client = latchkey.login(Latchkey.ADMIN);
			client.get("/api/me").expect(200);
			client.refresh().expect(200);
			assertThat(client.credential().length()).isLessThan(1500);
			client.get("/api/me").expect(200);
			assertThat(client.get("/.well-known/jwks.json").expect(200).json().get("keys"))
				// for applications there are others, whatever signs access tokens
				.filteredOn((key) -> key.get("alg").asString().equals(algorithm.id()))
				.hasSizeGreaterThanOrEqualTo((algorithm != SigningAlgorithm.HS256) ? 2 : 0);
		}
	}

}
