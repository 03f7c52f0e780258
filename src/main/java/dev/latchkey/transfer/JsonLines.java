package dev.latchkey.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object for each user, in a line of its own.
 */
final class JsonLines implements LineFormat {

	private final JsonMapper json;

	private final ObjectReader reader;

	JsonLines(JsonMapper json) {
		this.json = json;
		this.reader = json.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	@Override
	public String head() {
		return "";
	}

	@Override
	public String write(UserLine user) {
		Map<String, Object> members = new LinkedHashMap<>();
		put(members, UserLine.USERNAME, user.username());
		put(members, UserLine.EMAIL, user.email());
		put(members, UserLine.NAME, user.name());
		put(members, UserLine.ROLES, user.roles());
		put(members, UserLine.STATUS, user.status());
		put(members, UserLine.PASSWORD_HASH, user.passwordHash());
		return this.json.writeValueAsString(members) + "\n";
	}

	private static void put(Map<String, Object> members, String name, @Nullable Object value) {
		if (value != null) {
			members.put(name, value);
		}
	}

	@Override
	public UserLine read(String line) {
		JsonNode user = parse(line);
		if (!user.isObject()) {
			throw new LineFaultException("invalid-json");
		}
		if (!UserLine.FIELDS.containsAll(user.propertyNames())) {
			throw new LineFaultException("unknown-field");
		}
		return new UserLine(text(user.get(UserLine.USERNAME)), text(user.get(UserLine.EMAIL)),
				text(user.get(UserLine.NAME)), texts(user.get(UserLine.ROLES)), text(user.get(UserLine.STATUS)),
				text(user.get(UserLine.PASSWORD_HASH)));
	}

	private JsonNode parse(String line) {
		try {
			return this.reader.readValue(line);
		}
		catch (JacksonException ex) {
			throw new LineFaultException("invalid-json");
		}
	}

	private static @Nullable String text(@Nullable JsonNode node) {
		if (node == null || node.isNull()) {
			return null;
		}
		if (!node.isString()) {
			throw new LineFaultException("invalid-field");
		}
		return node.stringValue();
	}

	private static @Nullable List<String> texts(@Nullable JsonNode node) {
		if (node == null || node.isNull()) {
			return null;
		}
		List<String> texts = new ArrayList<>();
		for (JsonNode element : node) {
			@Nullable String text = text(element);
			if (text == null) {
				throw new LineFaultException("invalid-field");
			}
			texts.add(text);
		}
		if (!node.isArray()) {
			throw new LineFaultException("invalid-field");
		}
		return texts;
	}

}
