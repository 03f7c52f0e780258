package dev.latchkey.password;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.latchkey.harness.TurnTimes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PasswordsTests {

	private static final String KEY = "🗝";

	private static final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private static final Passwords passwords = new Passwords(new PasswordSettings(19456, 2, 1, true), meters);

	// hashes as it is told, as all of them did before passwords had a form
	private static final PasswordHasher hasher = new PasswordHasher(new PasswordSettings(7168, 5, 1, true),
			new SimpleMeterRegistry(), "decoy");

	private static final String hash = passwords.hash("correct horse battery");

	@Test
	void hashesWithArgon2idAndTheParametersOfOwasp() {
		assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(255);
	}

	@Test
	void saltsEachHash() {
		assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
	}

	@Test
	void verifiesTheRightPassword() {
		assertThat(matches("correct horse battery", hash)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct horse batterx", "Correct horse battery", " correct horse battery",
			"correct horse battery ", "correct horse batter", "correct horse battery\0", "correct horse battery\0x" })
	void verifiesTheExactString(String other) {
		assertThat(matches(other, hash)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "cafe\u0301 au lait, caf\u00e9 au lait", "plum\u00a0tea at noon, plum tea at noon" })
	void takesAllKeyboardsToMeanTheSame(String one, String other) {
		assertThat(matches(one, passwords.hash(other))).isTrue();
		assertThat(matches(other, passwords.hash(one))).isTrue();
		assertThat(check(one, passwords.hash(other))).isEqualTo(PasswordCheck.RIGHT);
		assertThat(passwords.areSame(one, other)).isTrue();
		assertThat(passwords.areSame(one, other + " ")).isFalse();
		assertThat(passwords.areSame("\0", "\0\0")).isFalse();
	}

	@Test
	void stillVerifiesAHashThatWasMadeOfWhatWasTyped() {
		String typed = "cafe\u0301 au lait";
		String old = hasher.hash(typed);
		assertThat(check(typed, old)).isEqualTo(PasswordCheck.OUTDATED);
		assertThat(check("caf\u00e9 au lait", old)).isEqualTo(PasswordCheck.WRONG);
		assertThat(check(typed, passwords.hash(typed))).isEqualTo(PasswordCheck.RIGHT);
		// what has no form cannot be hashed anew
		assertThat(check("tab\tand\nline", hasher.hash("tab\tand\nline"))).isEqualTo(PasswordCheck.RIGHT);
		assertThat(check("ordinary as it is", hasher.hash("ordinary as it is"))).isEqualTo(PasswordCheck.RIGHT);
	}

	@ParameterizedTest
	@CsvSource({ "wrong horse battery, 1", "caf\u00e9 au lait, 1", "cafe\u0301 au lait, 2", "plum\u3000tea, 2",
			"tab\tand, 1", "'', 1", "\ud83d, 1" })
	void doesTheSameWorkWhetherOrNotThereIsAnAccount(String raw, int hashes) {
		for (String stored : new String[] { hash, hasher.hash("another e\u0301"), null }) {
			double before = verified();
			assertThat(check(raw, stored)).isEqualTo(PasswordCheck.WRONG);
			assertThat(verified() - before).as("hashes for %s", stored).isEqualTo(hashes);
		}
	}

	@Test
	void hashesOnceForTheRightPassword() {
		double before = verified();
		assertThat(check("cafe\u0301 au lait", passwords.hash("caf\u00e9 au lait"))).isEqualTo(PasswordCheck.RIGHT);
		assertThat(verified() - before).isOne();
	}

	@Test
	void doesNotEndAPasswordAtNul() {
		assertThat(matches("a\0a", passwords.hash("a"))).isFalse();
	}

	@Test
	void verifiesAllOf128CodePoints() {
		String longest = KEY.repeat(127);
		String stored = passwords.hash(longest + KEY);
		assertThat(matches(longest + KEY, stored)).isTrue();
		assertThat(matches(longest + "🗿", stored)).isFalse();
		assertThat(matches(longest, stored)).isFalse();
		assertThat(matches(longest + KEY + KEY, stored)).isFalse();
	}

	@Test
	void findsNothingToMatchForAnUnknownAccount() {
		assertThat(matches("correct horse battery", null)).isFalse();
	}

	@Test
	void verifiesNothingAfterThePlaceWasGivenUp() {
		HashingPlace place = passwords.enter(false, "here");
		place.close();
		place.close();
		assertThatIllegalStateException().isThrownBy(() -> place.check("correct horse battery", hash));
	}

	static Stream<String> unusable() {
		return Stream.of("", "\0", "correct horse battery\0", "\ud83d", "correct \udd11 horse battery", "x".repeat(129),
				"x".repeat(1_000_000));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void answersUnusableInputAsItAnswersAWrongPassword(String raw) {
		assertThat(matches(raw, hash)).isFalse();
		assertThat(matches(raw, null)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> passwords.hash(raw));
	}

	@Test
	void worksAsLongForUnusableInputAndUnknownAccountsAsForAWrongPassword() {
		Map<String, Runnable> checks = new LinkedHashMap<>();
		checks.put("wrong", () -> matches("wrong horse battery", hash));
		checks.put("unknown", () -> matches("wrong horse battery", null));
		unusable().forEach((raw) -> checks.put("unusable " + checks.size(), () -> matches(raw, hash)));
		TurnTimes<String> times = new TurnTimes<>(checks, 5);
		assertThat(times.measureUntilWithin(1, 10)).last(InstanceOfAssertFactories.DOUBLE).isLessThan(1);
	}

	private static double verified() {
		return meters.get("latchkey.password.verifications").counter().count();
	}

	private static PasswordCheck check(String raw, @Nullable String stored) {
		try (HashingPlace place = passwords.enter(false, "here")) {
			return place.check(raw, stored);
		}
	}

	private static boolean matches(String raw, @Nullable String stored) {
		return check(raw, stored) != PasswordCheck.WRONG;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "{argon2}", "{argon2}x", "{noop}correct horse battery", "correct horse battery" })
	void matchesNothingToAHashOfNoKnownKind(String stored) {
		assertThat(matches("correct horse battery", stored)).isFalse();
	}

	@Test
	void stillVerifiesAHashMadeWithOtherParameters() {
		String cheap = new Passwords(new PasswordSettings(7168, 5, 1, true), new SimpleMeterRegistry())
			.hash("correct horse battery");
		assertThat(matches("correct horse battery", cheap)).isTrue();
	}

	@Test
	void generatesTemporaryPasswordsThatAreAcceptableAndDiffer() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			String temporary = passwords.temporary();
			assertThat(temporary).matches("[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}");
			assertThatNoException().isThrownBy(() -> passwords.check(temporary, "alice"));
			assertThat(seen.add(temporary)).isTrue();
		}
	}

}
