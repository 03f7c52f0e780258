package dev.latchkey.audit.web;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.latchkey.text.SpreadsheetText;
import org.jspecify.annotations.Nullable;

/**
 * Formats events as lines of CSV (RFC 4180), without formulas.
 */
final class EventCsv {

	static final String HEAD = "time,type,outcome,actor,subject,handle,address,user_agent,reason,detail,count\r\n";

	private EventCsv() {
	}

	static String line(EventView event) {
		return row(event.time().toString(), event.type(), event.outcome(), event.actor(), event.subject(),
				event.handle(), event.address(), event.userAgent(), event.reason(), event.detail(),
				String.valueOf(event.count()));
	}

	static String row(@Nullable String... cells) {
		return Arrays.stream(cells).map(SpreadsheetText::cell).collect(Collectors.joining(",", "", "\r\n"));
	}

}
