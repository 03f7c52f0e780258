package dev.latchkey.audit;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.latchkey.audit.store.AuditEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each event, or number of refusals, as one line, under a name of its own. The
 * key-value pairs are named as in the Elastic Common Schema, so a structured format has
 * them as fields; the message has the same values in quotes.
 */
class EventLog {

	static final String NAME = "latchkey.events";

	private static final Logger logger = LoggerFactory.getLogger(NAME);

	void write(AuditEvent event) {
		Map<String, String> pairs = new LinkedHashMap<>();
		put(pairs, "event.action", event.type().code());
		put(pairs, "event.outcome", event.type().outcome());
		put(pairs, "event.id", event.id());
		put(pairs, "event.reason", event.reason());
		put(pairs, "event.count", count(event));
		put(pairs, "user.name", event.actor());
		put(pairs, "user.target.name", event.subject());
		put(pairs, "session.handle", event.handle());
		put(pairs, "source.ip", event.address());
		put(pairs, "user_agent.original", event.userAgent());
		put(pairs, "event.detail", event.detail());
		LoggingEventBuilder line = logger.atInfo();
		for (Map.Entry<String, String> pair : pairs.entrySet()) {
			line = line.addKeyValue(pair.getKey(), pair.getValue());
		}
		line.log(message(event));
	}

	private static String message(AuditEvent event) {
		StringBuilder message = new StringBuilder(event.type().code()).append(' ').append(event.type().outcome());
		append(message, "reason", event.reason());
		append(message, "count", count(event));
		append(message, "actor", event.actor());
		append(message, "subject", event.subject());
		append(message, "handle", event.handle());
		append(message, "address", event.address());
		append(message, "detail", event.detail());
		append(message, "client", event.userAgent());
		return message.toString();
	}

	private static @Nullable String count(AuditEvent event) {
		return (event.count() > 1) ? String.valueOf(event.count()) : null;
	}

	private static void append(StringBuilder message, String name, @Nullable String value) {
		if (value != null) {
			message.append(' ')
				.append(name)
				.append("=\"")
				.append(value.replace("\\", "\\\\").replace("\"", "\\\""))
				.append('"');
		}
	}

	private static void put(Map<String, String> pairs, String name, @Nullable String value) {
		if (value != null) {
			pairs.put(name, value);
		}
	}

}
