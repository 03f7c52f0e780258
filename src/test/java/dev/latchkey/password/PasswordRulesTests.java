package dev.latchkey.password;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import com.nulabinc.zxcvbn.StandardDictionaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PasswordRulesTests {

	private final PasswordRules rules = new PasswordRules();

	@ParameterizedTest
	@ValueSource(strings = { "plum tea", "hkzwqplm", "correct horse battery staple", "πολύ μεγάλο", "🗝🗝🗝🗝🗝🗝🗝🗝",
			"        ", "  plum  " })
	void takesAnythingLongEnough(String raw) {
		assertThatNoException().isThrownBy(() -> this.rules.check(raw, "alice"));
	}

	@Test
	void countsCodePoints() {
		assertRule("too_short", "🗝".repeat(7), "alice");
		assertThatNoException().isThrownBy(() -> this.rules.check("🗝".repeat(128), "alice"));
		assertRule("too_long", "🗝".repeat(129), "alice");
		assertRule("too_short", "", "alice");
	}

	@Test
	void countsThemInTheFormInWhichTheyAreHashed() {
		assertRule("too_short", "e\u0301".repeat(7), "alice");
		assertThatNoException().isThrownBy(() -> this.rules.check("e\u0301".repeat(8), "alice"));
		assertThatNoException().isThrownBy(() -> this.rules.check("\u03b1\u0313\u0301\u0345".repeat(128), "alice"));
		assertRule("too_long", "\u03b1\u0313\u0301\u0345".repeat(129), "alice");
		assertRule("too_long", "\0".repeat(1_000_000), "alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct\0horse", "correct\thorse", "correct\u200bhorse", "correct \u2764\ufe0f horse",
			"correct \u0378 horse", "correct \ud83d horse", "\udd11 correct horse", "\0" })
	void refusesWhatCannotBeVerified(String raw) {
		assertRule("ill_formed", raw, "alice");
	}

	@Test
	void refusesCommonPasswordsInAnyCase() throws IOException {
		List<String> common = StandardDictionaries.PASSWORDS_LOADER.load()
			.getFrequencies()
			.stream()
			.filter((word) -> word.length() >= 8)
			.toList();
		// ASVS 6.2.4: at least the 3000 most common that meet the other rules
		assertThat(common).hasSizeGreaterThan(3000).allSatisfy((word) -> {
			assertRule("common", word, "alice");
			assertRule("common", word.toUpperCase(Locale.ROOT), "alice");
		});
	}

	@ParameterizedTest
	@CsvSource({ "latchkey, bob", "LatchKey!, bob", "latchkey2026, bob", "L4tchk3y!!, bob", "yekhctal, bob",
			"latchkeylatchkey, bob", "οδυσσευς-9, ΟΔΥΣΣΕΥΣ", "alice-2026!, alice", "Al1ce2026!, alice",
			"ALICEALICE, alice", "ecila-ecila, alice", "xxalicexx, alice", "ａｌｉｃｅ２０２６, alice",
			"alice.smith99, alice.smith@example.org", "smith-example, alice.smith@example.org", "abababab, ab",
			"latchkeyalice, alice", "straße-99, strasse" })
	void refusesPasswordsMadeOfANameOrTheService(String raw, String username) {
		assertRule("contains_name", raw, username);
	}

	@ParameterizedTest
	@CsvSource({ "alice likes green tea, alice", "my latchkey is under the mat, bob", "bananarama split, a",
			"salad bowl, al", "malice in the palace, alice" })
	void letsANameStandInAPasswordThatIsLongEnoughWithoutIt(String raw, String username) {
		assertThatNoException().isThrownBy(() -> this.rules.check(raw, username));
	}

	@Test
	void doesNotRepeatThePassword() {
		assertThatExceptionOfType(PasswordRejectedException.class)
			.isThrownBy(() -> this.rules.check("trustno1", "alice"))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("trustno1"));
	}

	private void assertRule(String rule, String raw, String username) {
		assertThatExceptionOfType(PasswordRejectedException.class).isThrownBy(() -> this.rules.check(raw, username))
			.extracting(PasswordRejectedException::rule)
			.isEqualTo(rule);
	}

}
