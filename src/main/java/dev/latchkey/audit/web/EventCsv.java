package dev.latchkey.audit.web;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Formats events as lines of CSV (RFC 4180). A cell that a spreadsheet would take for a
 * formula gets an apostrophe in front, which makes it text.
 */
final class EventCsv {

	static final String HEAD = "time,type,outcome,actor,subject,handle,address,user_agent,reason,detail,count\r\n";

	private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

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
		String harmless = (FORMULA.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
		return "\"" + harmless.replace("\"", "\"\"") + "\"";
	}

}
