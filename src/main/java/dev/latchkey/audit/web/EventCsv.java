package dev.latchkey.audit.web;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Formats events as lines of CSV (RFC 4180). What a spreadsheet would take for a formula
 * gets an apostrophe in front, which makes it text: at the beginning of a cell, and
 * behind each character that some locale's spreadsheets take for the end of a cell. These
 * know no quotes in the middle of what they take for one.
 */
final class EventCsv {

	static final String HEAD = "time,type,outcome,actor,subject,handle,address,user_agent,reason,detail,count\r\n";

	// behind the beginning or a separator, with or without quotes and spaces in between
	private static final Pattern FORMULA = Pattern.compile("(?<=^|[;,|\t\r\n])(?=[\"' ]*[=+\\-@\t\r\n＝＋－＠])");

	private EventCsv() {
	}

	static String line(EventView event) {
		return row(event.time().toString(), event.type(), event.outcome(), event.actor(), event.subject(),
				event.handle(), event.address(), event.userAgent(), event.reason(), event.detail(),
				String.valueOf(event.count()));
	}

	static String row(@Nullable String... cells) {
		return Arrays.stream(cells).map(EventCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
	}

	private static String cell(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		return "\"" + FORMULA.matcher(text).replaceAll("'").replace("\"", "\"\"") + "\"";
	}

}
