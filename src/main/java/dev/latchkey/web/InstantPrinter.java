package dev.latchkey.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.format.Printer;

/**
 * Formats times on pages, in UTC: a page cannot know its reader's time zone, but the
 * script can, where there is one. A line may break only between date and time.
 */
class InstantPrinter implements Printer<Instant> {

	private static final DateTimeFormatter ENGLISH = formatter("d\u00a0MMM\u00a0uuuu, HH:mm\u00a0'UTC'",
			Locale.ENGLISH);

	private static final DateTimeFormatter GERMAN = formatter("d.\u00a0MMM\u00a0uuuu, HH:mm\u00a0'UTC'", Locale.GERMAN);

	@Override
	public String print(Instant moment, Locale locale) {
		return (locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? GERMAN : ENGLISH).format(moment);
	}

	private static DateTimeFormatter formatter(String pattern, Locale language) {
		return DateTimeFormatter.ofPattern(pattern, language).withZone(ZoneOffset.UTC);
	}

}
