package dev.latchkey.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.format.Printer;

/**
 * Formats times on pages, in UTC: a page cannot know its reader's time zone. A line may
 * break only between date and time.
 */
class InstantPrinter implements Printer<Instant> {

	private static final DateTimeFormatter READABLE = DateTimeFormatter
		.ofPattern("d\u00a0MMM\u00a0uuuu, HH:mm\u00a0'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	@Override
	public String print(Instant moment, Locale locale) {
		return READABLE.format(moment);
	}

}
