package dev.latchkey.audit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.account.username.Username;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for.
 *
 * @param type their type, or {@code null} for all
 * @param subject the name of what they happened to, in any form, or {@code null}
 * @param from not before
 * @param to before
 */
public record EventQuery(@Nullable EventType type, @Nullable String subject, @Nullable Instant from,
		@Nullable Instant to) {

	/**
	 * Return the conditions, each with the name of its parameter.
	 */
	String where() {
		List<String> conditions = new ArrayList<>(List.of("true"));
		if (this.type != null) {
			conditions.add("type = :type");
		}
		if (this.subject != null) {
			conditions.add("subject in (:subject)");
		}
		if (this.from != null) {
			conditions.add("occurred_at >= :from");
		}
		if (this.to != null) {
			conditions.add("occurred_at < :to");
		}
		return String.join(" and ", conditions);
	}

	Map<String, Object> parameters() {
		Map<String, Object> parameters = new LinkedHashMap<>();
		if (this.type != null) {
			parameters.put("type", this.type.code());
		}
		if (this.subject != null) {
			// a role keeps its capitals, a username is found however it is written
			parameters.put("subject", List.of(this.subject, Username.of(this.subject).text()));
		}
		if (this.from != null) {
			parameters.put("from", TimeColumns.utc(this.from));
		}
		if (this.to != null) {
			parameters.put("to", TimeColumns.utc(this.to));
		}
		return parameters;
	}

}
