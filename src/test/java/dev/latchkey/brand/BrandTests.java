package dev.latchkey.brand;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an installation may be called, and what stops its start.
 */
class BrandTests {

	private static Brand named(String name) {
		return new BrandConfiguration().brand(new BrandSettings(name, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "Acme & Sons: 100 %", "\u00c4pfel", "\u65e5\u672c", "\ud83e\udd89",
			"1234567890123456789012345678901234567890", "<b>" })
	void isCalledWhatCanBeSeen(String name) {
		assertThat(named(name).name()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "A ", " A", "A  B", "A\nB", "A\r\nBcc: x", "A\tB", "A\u0000", "A\u200bB",
			"A\u202eB", "A\u00a0B", "\ufeffA", "\ud83e", "A\u2028B", "12345678901234567890123456789012345678901" })
	void isCalledNothingElse(String name) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> named(name))
			.withMessageContaining("latchkey.web.brand.name");
	}

}
