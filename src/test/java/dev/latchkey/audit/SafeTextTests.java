package dev.latchkey.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients send, made harmless.
 */
class SafeTextTests {

	@Test
	void spellsOutWhatWouldBreakALineOrTurnItRound() {
		assertThat(SafeText.of("a\r\nb\u0000c\u001b[31md\u202ee\u2066f\u2028g\u0085h\u200bi", 500))
			.isEqualTo("a\\u000d\\u000ab\\u0000c\\u001b[31md\\u202ee\\u2066f\\u2028g\\u0085h\\u200bi");
		assertThat(SafeText.of("\ud83d half", 500)).isEqualTo("\\ud83d half");
	}

	@Test
	void keepsWhatPeopleWrite() {
		assertThat(SafeText.of("Zoë שלום 日本 🦉 a=\"b\"", 500)).isEqualTo("Zoë שלום 日本 🦉 a=\"b\"");
		assertThat(SafeText.of(null, 500)).isNull();
		assertThat(SafeText.of("", 500)).isNull();
	}

	@Test
	void isNeverLongerThanItsColumn() {
		assertThat(SafeText.of("x".repeat(10_000), 256)).hasSize(256);
		assertThat(SafeText.of("\n".repeat(10_000), 256)).hasSizeLessThanOrEqualTo(256).endsWith("\\u000a");
		assertThat(SafeText.of("🦉".repeat(10_000), 255)).hasSize(254);
	}

	@ParameterizedTest
	@CsvSource({ "/api/admin/users/alice,/api/admin/users/alice", "/,/",
			"/api/admin/sessions/AAAAAAAAAAAAAAAAAAAAAA,/api/admin/sessions/AAAAAAAAAAAAAAAAAAAAAA",
			"/x/abcdefghijklmnopqrstuvwxyz0123456789abcdefg/y,/x/…/y" })
	void showsNoPartOfAPathThatIsLongEnoughForASecret(String path, String shown) {
		assertThat(MaskedPath.shown(path)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1" })
	void leavesNoFormulaInACell(String text) {
		assertThat(CsvWriter.row(text)).isEqualTo("\"'" + text + "\"\r\n");
	}

	@Test
	void putsCellsInQuotes() {
		assertThat(CsvWriter.row("a\"b", null, "", "a=b, c")).isEqualTo("\"a\"\"b\",,,\"a=b, c\"\r\n");
	}

}
