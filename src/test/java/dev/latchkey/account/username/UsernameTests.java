package dev.latchkey.account.username;

import java.text.Normalizer;
import java.util.Optional;
import java.util.Random;

import dev.latchkey.harness.Repetitions;
import dev.latchkey.text.SurroundingSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UsernameTests {

	// letters that fold, compose, expand or depend on their neighbours
	private static final String INTERESTING = "aAßẞsSſΣσςİIıiK\u212aÅ\u212bA\u030a\u0307\u0301\u0345ᾳΑΙΐΰﬁﬃŉǰǅʼn"
			+ "ﷺ㍿①Ⅷªᵃᏸꭰ가\u1100\u1161\u3099かが۹٣😀𐐀𐐨\u0327\u0323ṩ.-_@+\u00a8\u1e9b\u0130\u03f4\u1fb7\u0390";

	@ParameterizedTest
	@CsvSource({ "Alice, alice", "straße, STRASSE", "straße, STRAẞE", "ＡＬＩＣＥ, alice", "ΟΔΥΣΣΕΥΣ, οδυσσευς",
			"οδυσσευσ, οδυσσευς", "\u212bngström, a\u030angstro\u0308m", "Ångström, ångström", "\u212aelvin, kelvin",
			"ﬁle, FILE", "ſun, sun", "'alice ', alice", "'\u3000\talice\r\n', alice", "'\u00a0Alice', alice",
			"İ, i\u0307", "ǆ, ǅ", "Ⅷ, viii", "\u1100\u1161, 가", "𐐀, 𐐨", "Ꭰ, ꭰ" })
	void areTheSameInAllTheirForms(String one, String other) {
		assertThat(canonical(one)).isEqualTo(canonical(other));
	}

	@ParameterizedTest
	@CsvSource({ "a, b", "o, 0", "ı, i", "é, e", "а, a", "ο, o", "alice, alice." })
	void staysDifferentWhereTheyAreDifferentNames(String one, String other) {
		assertThat(canonical(one)).isNotEqualTo(canonical(other));
	}

	@ParameterizedTest
	@CsvSource({ "Alice, alice", "STRASSE, strasse", "A\u030a, å", "ΣΑΣ, σασ", "İ, i\u0307",
			"O'Brien+x@Example.org, o'brien+x@example.org", "..., ...", "用户, 用户", "ali̇ce, ali̇ce", "😀, 😀" })
	void isShownInItsCanonicalForm(String name, String canonical) {
		assertThat(canonical(name)).isEqualTo(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a\tb", "a\u00a0b", "a\u3000b", "a\u2028b", "a\0", "a\u007f", "a\u0085",
			"a\u200bb", "a\u200db", "\ufeffa", "a\u00adb", "a\u202eb", "a\u2066b", "a\u061cb", "\ud800", "a\udc00",
			"\ue000", "\udb80\udc00", "\u0378", "\uffff", "a\ufe0f", "a\u034f", "\u3164", "\uffa0", "\u115f", "\u2800",
			"\udb40\udd00a", "\u0301a", "\u00a8", "a/b", "a\\b", "a;b", "a%b", "a／b", ".", "..", "․", "‥", "ﷺ\u0020" })
	void refusesWhatCannotBeSeenOrAddressed(String name) {
		assertRefused(name);
	}

	@Test
	void hasUpTo64CodePointsInItsCanonicalForm() {
		assertThat(canonical("x".repeat(64))).hasSize(64);
		assertThat(canonical("𐐀".repeat(64))).isEqualTo("𐐨".repeat(64));
		assertThat(canonical("a\u030a".repeat(64))).isEqualTo("å".repeat(64));
		assertThat(canonical("\u03b1\u0313\u0301\u0345".repeat(32))).hasSizeLessThanOrEqualTo(64);
		assertRefused("x".repeat(65));
		assertRefused("ß".repeat(33));
		assertRefused("𐐀".repeat(65));
		assertRefused("x".repeat(10_000_000));
		assertRefused("\u0301".repeat(512));
	}

	@Test
	void doesNotChangeWhenTakenAgain() {
		for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
			assertIdempotent("x" + Character.toString(character));
		}
		int[] interesting = INTERESTING.codePoints().toArray();
		Random random = new Random(42);
		for (int round = 0; round < Repetitions.of(200_000); round++) {
			StringBuilder name = new StringBuilder();
			for (int length = 1 + random.nextInt(6); length > 0; length--) {
				name.appendCodePoint(interesting[random.nextInt(interesting.length)]);
			}
			assertIdempotent(name.toString());
		}
	}

	@Test
	void isCountedInItsCanonicalFormAndStaysOutOfLogs() {
		assertThat(Username.of("ＡＬＩＣＥ").text()).isEqualTo("alice");
		assertThat(Username.of("ＡＬＩＣＥ")).hasToString("Username");
		assertThat(Username.of("hunter2 hunter2")).hasToString("Username");
	}

	private static void assertIdempotent(String name) {
		Optional<String> canonical = UsernameFolding.fold(name);
		Optional<String> again = canonical.flatMap(UsernameFolding::fold);
		if (!again.equals(canonical)) {
			assertThat(again).as("the canonical form of %s", name).isEqualTo(canonical);
		}
	}

	@Test
	void doesNotDependOnHowAnAccentIsWritten() {
		int[] interesting = INTERESTING.codePoints().toArray();
		for (int first : interesting) {
			for (int second : interesting) {
				String name = "x" + Character.toString(first) + Character.toString(second);
				String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
				assertThat(UsernameFolding.fold(name)).isEqualTo(UsernameFolding.fold(decomposed));
			}
		}
	}

	private static String canonical(String name) {
		return Username.of(name).canonical();
	}

	private static void assertRefused(String name) {
		assertThatExceptionOfType(InvalidUsernameException.class).isThrownBy(() -> canonical(name));
		assertThat(Username.of(name).text()).as("what attempts are counted by").isEqualTo(SurroundingSpace.cut(name));
	}

}
