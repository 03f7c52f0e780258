package dev.latchkey.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients send, made harmless.
 */
class SafeTextTests {

	@Test
	void spellsOutWhatWouldBreakALineOrTurnItRound() {
		assertThat(SafeText.escape("a\r\nb\u0000c\u001b[31md\u202ee\u2066f\u2028g\u0085h\u200bi", 500))
			.isEqualTo("a\\u000d\\u000ab\\u0000c\\u001b[31md\\u202ee\\u2066f\\u2028g\\u0085h\\u200bi");
		assertThat(SafeText.escape("\ud83d half", 500)).isEqualTo("\\ud83d half");
	}

	@Test
	void keepsWhatPeopleWrite() {
		assertThat(SafeText.escape("Zoë שלום 日本 🦉 a=\"b\"", 500)).isEqualTo("Zoë שלום 日本 🦉 a=\"b\"");
		assertThat(SafeText.escape(null, 500)).isNull();
		assertThat(SafeText.escape("", 500)).isNull();
	}

	@Test
	void isNeverLongerThanItsColumn() {
		assertThat(SafeText.escape("x".repeat(10_000), 256)).hasSize(256);
		assertThat(SafeText.escape("\n".repeat(10_000), 256)).hasSizeLessThanOrEqualTo(256).endsWith("\\u000a");
		assertThat(SafeText.escape("🦉".repeat(10_000), 255)).hasSize(254);
	}

}
