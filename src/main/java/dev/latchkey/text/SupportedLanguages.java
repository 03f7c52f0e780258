package dev.latchkey.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The languages of texts for people. None has a country: numbers and dates are those of
 * the language, and never in other digits.
 */
public final class SupportedLanguages {

	/** Their codes (ISO 639-1) with bars between them, the default first. */
	private static final String CODES = "en|de";

	/** What a client may name, as a pattern for its requests: a code, or empty. */
	public static final String CODE_OR_EMPTY = "|" + CODES;

	/** All of them, the default first. */
	public static final List<Locale> ALL = Stream.of(CODES.split("\\|")).map(Locale::forLanguageTag).toList();

	/** What is said where nothing else was asked for. */
	public static final Locale DEFAULT = ALL.get(0);

	private SupportedLanguages() {
	}

	/**
	 * Tell whether a client may name a language so.
	 * @param code a code, or empty for none
	 * @return whether it is empty, or there are texts in it
	 */
	public static boolean isCodeOrEmpty(String code) {
		return code.isEmpty() || find(code) != null;
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
