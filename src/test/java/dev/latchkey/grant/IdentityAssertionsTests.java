package dev.latchkey.grant;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.TestKeys;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.revocation.Views;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.url.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdentityAssertionsTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final int MOST = 100_000;

	private static final Application WIKI = TestGrants.application("wiki");

	private final MovableClock clock = MovableClock.stoppedAt(NOW);

	private final RevocationView view = Views.fresh();

	private final KeyRing keys = TestKeys.startedForApplications();

	private final Session session = session(Duration.ofHours(12), Set.of());

	private IdentityAssertions assertions;

	@BeforeEach
	void start() {
		this.assertions = of(null);
	}

	@Test
	void isMadeTwiceAMinuteAtMost() {
		Set<String> made = new HashSet<>();
		for (int second = 0; second < 60; second++) {
			String text = this.assertions.assertionFor(this.session, WIKI);
			made.add(text);
			assertThat(claims(text).getExpirationTime().toInstant()).isBetween(this.clock.instant().plusSeconds(30),
					this.clock.instant().plusSeconds(60));
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(made).hasSize(2);
	}

	@Test
	void isMadeOnceForRequestsThatArriveTogether() throws Exception {
		int requests = 20;
		Set<String> made = ConcurrentHashMap.newKeySet();
		CyclicBarrier barrier = new CyclicBarrier(requests);
		ExecutorService threads = Executors.newFixedThreadPool(requests);
		IntStream.range(0, requests).forEach((number) -> threads.submit(() -> {
			barrier.await();
			return made.add(this.assertions.assertionFor(this.session, WIKI));
		}));
		threads.shutdown();
		assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(made).hasSize(1);
	}

	@Test
	void isForOneSessionAndOneApplication() {
		String text = this.assertions.assertionFor(this.session, WIKI);
		assertThat(claims(text).getAudience()).containsExactly("wiki");
		String other = this.assertions.assertionFor(this.session, TestGrants.application("shop"));
		assertThat(claims(other).getAudience()).containsExactly("shop");
		String again = this.assertions.assertionFor(this.session, TestGrants.application("wiki"));
		assertThat(again).as("of another registration under the same client id").isNotEqualTo(text);
		Session second = session(Duration.ofHours(12), Set.of());
		assertThat(claims(this.assertions.assertionFor(second, WIKI)).getClaim("sid")).isEqualTo(second.handle());
	}

	@Test
	void saysWhatWasShownAndWhen() {
		Instant shown = NOW.minusSeconds(100);
		Session proved = session(Duration.ofHours(12), Set.of(), AuthenticationMethods.PASSWORD.withCode(), shown);
		JWTClaimsSet claims = claims(this.assertions.assertionFor(proved, WIKI));
		assertThat(claims.getClaim("amr")).isEqualTo(List.of("mfa", "otp", "pwd"));
		assertThat(claims.getClaim("auth_time")).isEqualTo(shown.getEpochSecond());
	}

	@Test
	void doesNotOutliveItsSession() {
		Session last = session(Duration.ofSeconds(20), Set.of());
		assertThat(claims(this.assertions.assertionFor(last, WIKI)).getExpirationTime()).isEqualTo(last.expiresAt());
		this.clock.advance(Duration.ofSeconds(20));
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.assertions.assertionFor(last, WIKI));
	}

	@Test
	void isNotHandedOutAnyMoreWhereItsKeyWasRevoked() throws ParseException {
		String text = this.assertions.assertionFor(this.session, WIKI);
		Views.revoke(this.view, SignedJWT.parse(text).getHeader().getKeyID());
		assertThat(this.assertions.assertionFor(this.session, WIKI)).isNotEqualTo(text);
	}

	@Test
	void fitsIntoAHeaderWithAllThatAnAccountMayHold() {
		SortedSet<String> permissions = new TreeSet<>(
				IntStream.range(100, 140).mapToObj((number) -> "a-permission-of-27-chars:" + number).toList());
		String text = this.assertions.assertionFor(session(Duration.ofHours(1), permissions), WIKI);
		assertThat(String.join(",", permissions)).hasSizeGreaterThan(1100);
		assertThat(text).hasSizeLessThan(4096);
		assertThat(claims(text).getClaim("permissions")).isEqualTo(List.copyOf(permissions));
	}

	@Test
	void keepsNoMoreThanItMay() {
		for (int i = 0; i < 400; i++) {
			this.assertions.assertionFor(session(Duration.ofHours(1), Set.of()), WIKI);
		}
		assertThat(this.assertions.size()).isPositive().isLessThanOrEqualTo(MOST);
	}

	@Test
	void isIssuedByThePublicUrlWhereThereIsOne() {
		assertThat(claims(this.assertions.assertionFor(this.session, WIKI)).getIssuer())
			.isEqualTo("the name in the settings");
		assertThat(claims(of("https://Login.Example.com:443/").assertionFor(this.session, WIKI)).getIssuer())
			.isEqualTo("https://login.example.com/below");
	}

	private IdentityAssertions of(@Nullable String publicUrl) {
		PublicUrl url = new PublicUrl((publicUrl != null) ? List.of(publicUrl) : null, "/below");
		AssertionWriter writer = new AssertionWriter(this.keys, url, new IssuerSettings("the name in the settings"),
				this.clock);
		return new IdentityAssertions(writer, this.view, this.clock, MOST);
	}

	private static Session session(Duration left, Set<String> permissions) {
		return session(left, permissions, AuthenticationMethods.PASSWORD, NOW);
	}

	private static Session session(Duration left, Set<String> permissions, AuthenticationMethods amr,
			Instant authTime) {
		return new Session(RandomIds.next(), "an-account", "alice", new TreeSet<>(Set.of("USER")),
				new TreeSet<>(permissions), false, 0, NOW, NOW.plus(left), amr, authTime, false);
	}

	private static JWTClaimsSet claims(String text) {
		try {
			return SignedJWT.parse(text).getJWTClaimsSet();
		}
		catch (ParseException ex) {
			throw new AssertionError(text, ex);
		}
	}

}
