package dev.latchkey.mode.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.key.SigningAlgorithm;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessClaimsTests {

	private static final String RANDOM = "AAECAwQFBgcICQoLDA0ODw";

	@Test
	void readsWhatItWrites() {
		AccessClaims claims = claims("alice", new TreeSet<>(), null);
		assertThat(AccessClaims.read(claims.write())).isEqualTo(claims);
		AccessClaims pending = claims("bob", words(3, 8), true);
		assertThat(AccessClaims.read(pending.write())).isEqualTo(pending);
		assertThat(pending.session().mustChangePassword()).isTrue();
	}

	@Test
	void saysThatThePasswordMustBeChangedOnlyWhereItMust() {
		assertThat(new String(claims("alice", words(1, 8), null).write(), StandardCharsets.UTF_8))
			.doesNotContain("must_change_password")
			.contains("\"session_expires_at\":1800000000");
	}

	@Test
	void readsATokenThatWasWrittenBeforeThereWereFactors() {
		AccessClaims claims = claims("alice", new TreeSet<>(), null);
		String old = new String(claims.write(), StandardCharsets.UTF_8).replaceFirst("\"session_started_at\":\\d+,", "")
			.replaceFirst("\"amr\":\\[[^]]*],", "");
		AccessClaims read = AccessClaims.read(old.getBytes(StandardCharsets.UTF_8));
		assertThat(read.session().amr()).isEqualTo(AuthenticationMethods.PASSWORD);
		assertThat(read.session().startedAt()).isEqualTo(read.session().authTime());
		assertThat(new String(read.write(), StandardCharsets.UTF_8)).isEqualTo(old);
	}

	@Test
	void tellsTheStartOfASessionFromItsNewestProof() {
		Session session = claims("alice", new TreeSet<>(), true).session();
		assertThat(session.startedAt()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
		assertThat(session.authTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
		assertThat(session.mustSetUpFactor()).isTrue();
	}

	/**
	 * The account package bounds roles and permissions to 1200 characters together.
	 */
	@ParameterizedTest
	@EnumSource(SigningAlgorithm.class)
	void fitsIntoACookieAtItsLargest(SigningAlgorithm algorithm) {
		AccessClaims largest = claims("\uD83D\uDE00".repeat(32), words(33, 33), true);
		assertThat(TestKeys.generate(algorithm).sign(TokenType.ACCESS, largest.write()).length()).isLessThan(4000);
	}

	private static AccessClaims claims(String username, SortedSet<String> permissions, @Nullable Boolean mustChange) {
		return new AccessClaims("i".repeat(200), "a".repeat(200), AccessClaims.OWN_CLIENT, RANDOM, RANDOM, RANDOM,
				1_700_000_000, 1_700_000_300, Long.MAX_VALUE, Long.MAX_VALUE, username, new TreeSet<>(), permissions,
				1_700_000_000, 1_600_000_000L, AuthenticationMethods.of(List.of("hwk", "mfa", "otp", "pwd")),
				1_800_000_000, mustChange, mustChange);
	}

	private static SortedSet<String> words(int count, int length) {
		return IntStream.range(0, count)
			.mapToObj((i) -> String.format(Locale.ROOT, "%0" + length + "d", i))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
