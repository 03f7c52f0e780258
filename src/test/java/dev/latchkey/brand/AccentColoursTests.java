package dev.latchkey.brand;

import java.util.List;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The colour of an installation can be read on all grounds, whatever was asked for.
 */
class AccentColoursTests {

	@ParameterizedTest
	@ValueSource(strings = { "#0b6e5f", "#000000", "#ffffff", "#ffff00", "#0000FF", "#ff0000", "#777777", "#00ff7f" })
	void canBeRead(String asked) {
		AccentColours accent = AccentColours.of(asked);
		for (String light : List.of(accent.onLight(), accent.onLightStrong())) {
			assertThat(List.of("#ffffff", "#f6f5f1", "#eef5f2")).allMatch((ground) -> contrast(light, ground) >= 4.5);
		}
		for (String dark : List.of(accent.onDark(), accent.onDarkStrong())) {
			assertThat(List.of("#111615", "#1a2120", "#1f2b29", "#000000"))
				.allMatch((ground) -> contrast(dark, ground) >= 4.5);
		}
	}

	@Test
	void isKeptWhereItCanBeReadAsItIs() {
		assertThat(AccentColours.of("#0b6e5f").onLight()).isEqualTo("#0b6e5f");
		assertThat(AccentColours.of("#5FCDB6").onDark()).isEqualTo("#5fcdb6");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "red", "#fff", "#12345g", "#1234567", "#0b6e5f;}", " #0b6e5f", "#\u0660\u0660\u0660000" })
	void isAColourOrStopsTheStart(String asked) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> AccentColours.of(asked))
			.withMessageContaining("latchkey.web.brand.accent");
	}

	private static double contrast(String one, String other) {
		return ScreenColour.of(one).contrastTo(ScreenColour.of(other));
	}

}
