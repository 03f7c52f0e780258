package dev.latchkey.attack;

import java.util.List;
import java.util.Locale;

import tools.jackson.databind.node.ObjectNode;

/**
 * Claims that are missing, of another type, or numbers that are none; properly signed .
 */
final class ClaimAttacks {

	private static final List<String> TEXTS = List.of("iss", "aud", "client_id", "sub", "sid", "jti", "username");

	private static final List<String> NUMBERS = List.of("iat", "exp", "epoch", "gen", "auth_time",
			"session_expires_at");

	private static final List<String> LISTS = List.of("roles", "permissions");

	private static final List<String> NO_NUMBERS = List.of("%s.0", "%s.5", "%se0", "-1", "-0.0", "1e400", "1e-400",
			"%s00000000000000000000", "9".repeat(1000), "9223372036854775808", "18446744073709551617", "0x10", "010",
			"+1", "NaN", "Infinity", ".5", "5.");

	private ClaimAttacks() {
	}

	static void add(Attacks attacks, Forge forge) {
		TEXTS.forEach((name) -> anyClaim(attacks, forge, name));
		NUMBERS.forEach((name) -> anyClaim(attacks, forge, name));
		LISTS.forEach((name) -> anyClaim(attacks, forge, name));
		TEXTS.forEach((name) -> text(attacks, forge, name));
		NUMBERS.forEach((name) -> number(attacks, forge, name));
		LISTS.forEach((name) -> list(attacks, forge, name));
		for (String name : List.of("must_change_password", "must_set_up_factor")) {
			for (String json : List.of("false", "null", "\"true\"", "1", "[true]", "{}")) {
				attacks.add(name + " is " + json, raw(forge, name, json));
			}
		}
		for (String json : List.of("null", "\"pwd\"", "[]", "{}", "true", "[null]", "[1]", "[\"pwd\",\"pwd\"]",
				"[\"pwd\",\"otp\"]", "[\"face\"]", "[[\"pwd\"]]", "[\"PWD\"]")) {
			attacks.add("amr is " + json, raw(forge, "amr", json));
		}
		for (String json : List.of("null", "-1", "\"1\"", "1.0", "[1]", "9999999999", "true",
				forge.claims().get("auth_time").asString())) {
			attacks.add("session_started_at is " + json, raw(forge, "session_started_at", json));
		}
	}

	private static void anyClaim(Attacks attacks, Forge forge, String name) {
		attacks.add("no " + name, forge.claiming((claims) -> claims.remove(name)));
		attacks.add(name + " is null", forge.claiming((claims) -> claims.putNull(name)));
		attacks.add(name + " is an object", forge.claiming((claims) -> claims.putObject(name)));
		attacks.add(name + " is true", forge.claiming((claims) -> claims.put(name, true)));
		attacks.add(name + " in capitals", forge.claiming((claims) -> rename(claims, name)));
		attacks.add(name + " is a deep list", raw(forge, name, "[".repeat(900) + "]".repeat(900)));
	}

	private static void text(Attacks attacks, Forge forge, String name) {
		String text = forge.claims().get(name).asString();
		attacks.add(name + " is a number", forge.claiming((claims) -> claims.put(name, 1)));
		attacks.add(name + " is a list", forge.claiming((claims) -> claims.putArray(name).add(text)));
		attacks.add(name + " is an empty list", forge.claiming((claims) -> claims.putArray(name)));
		attacks.add(name + " is a list with another",
				forge.claiming((claims) -> claims.putArray(name).add(text).add("other")));
	}

	private static void number(Attacks attacks, Forge forge, String name) {
		String value = forge.claims().get(name).asString();
		attacks.add(name + " is a list", forge.claiming((claims) -> claims.putArray(name)));
		attacks.add(name + " is a list of it", raw(forge, name, "[" + value + "]"));
		attacks.add(name + " is an empty text", forge.claiming((claims) -> claims.put(name, "")));
		attacks.add(name + " is a text", forge.claiming((claims) -> claims.put(name, value)));
		attacks.add(name + " is a date", forge.claiming((claims) -> claims.put(name, "2030-01-01T00:00:00Z")));
		NO_NUMBERS.forEach((number) -> attacks.add(name + " is " + number.substring(0, Math.min(30, number.length())),
				raw(forge, name, number.formatted(value))));
	}

	private static void list(Attacks attacks, Forge forge, String name) {
		attacks.add(name + " is a text", forge.claiming((claims) -> claims.put(name, "ADMIN")));
		attacks.add(name + " is a list of numbers", forge.claiming((claims) -> claims.putArray(name).add(1)));
		attacks.add(name + " is a list of null", forge.claiming((claims) -> claims.putArray(name).addNull()));
		attacks.add(name + " is a list of lists", forge.claiming((claims) -> claims.putArray(name).addArray()));
	}

	private static void rename(ObjectNode claims, String name) {
		claims.set(name.toUpperCase(Locale.ROOT), claims.get(name));
		claims.remove(name);
	}

	private static String raw(Forge forge, String name, String literal) {
		return forge.claiming(forge.claims().put(name, "the place").toString().replace("\"the place\"", literal));
	}

}
