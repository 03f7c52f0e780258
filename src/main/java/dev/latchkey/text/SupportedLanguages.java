package dev.latchkey.text;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The languages of texts for people. None has a country: numbers and dates are those of
 * the language, and never in other digits.
 */
public final class SupportedLanguages {

	/** What is said where nothing else was asked for. */
	public static final Locale DEFAULT = Locale.ENGLISH;

	/** All of them, the default first. */
	public static final List<Locale> ALL = List.of(DEFAULT, Locale.GERMAN);

	private SupportedLanguages() {
	}

	/**
	 * Return the language of a code.
	 * @param code such as {@code de} (ISO 639-1), in lower case
	 * @return the language, or {@code null} if there are no texts in it
	 */
	public static @Nullable Locale find(@Nullable String code) {
		return ALL.stream().filter((language) -> language.getLanguage().equals(code)).findFirst().orElse(null);
	}

}
