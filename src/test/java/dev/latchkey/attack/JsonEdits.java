package dev.latchkey.attack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a JSON object that is written without spaces: mostly to its members, some to
 * its characters.
 */
final class JsonEdits {

	private static final Pattern MEMBER = Pattern
		.compile("\"(\\w+)\":(\"[^\"]*\"|\\[[^\\]]*\\]|-?[0-9.]+|true|false|null)");

	private static final Arbitrary<Integer> PLACES = Arbitraries.integers().between(0, 2000);

	private static final Arbitrary<String> VALUES = Arbitraries.of("\"\"", "\"admin\"", "\"latchkey\"",
			"[\"latchkey\"]", "[\"latchkey\",\"b\"]", "0", "-1", "1", "true", "false", "null", "{}", "[]", "[\"USER\"]",
			"[\"ADMIN\",\"USER\"]", "[\"a\",\"a\"]", "1e9", "1.5", "9223372036854775807", "\"AAAAAAAAAAAAAAAAAAAAAA\"",
			"\"at+jwt\"", "\"none\"", "\"HS256\"", "\"\\u0061\"", "\"\u00c3\u00a4\"", "\"\u00c0\u0080\"", "[[]]");

	private static final Arbitrary<String> NAMES = Arbitraries.of("iss", "aud", "client_id", "sub", "sid", "jti", "iat",
			"exp", "epoch", "gen", "username", "roles", "permissions", "auth_time", "session_expires_at",
			"must_change_password", "nbf", "crit", "b64", "zip", "jku", "jwk", "cty", "typ", "alg", "kid", "EXP",
			"scope", "");

	private static final Arbitrary<String> BITS = Arbitraries.of(" ", "\n", "\t", "\u0000", "\u00a0", ",", "{", "}",
			"[", "]", "\"", "'", "\\", "/**/", "//", "#", "\u00ef\u00bb\u00bf", "\u00ff", "0", "-", ".", "e1", "a");

	/** A changed value here is one that Latchkey would write for another login. */
	private static final Arbitrary<String> SENSIBLE = Arbitraries.of("gen", "epoch", "exp", "iat", "auth_time",
			"session_expires_at", "username", "roles", "permissions");

	private JsonEdits() {
	}

	static Arbitrary<Mutant.Edit> all() {
		Arbitrary<Mutant.Edit> value = Combinators.combine(PLACES, VALUES)
			.as((place, to) -> (text, other) -> replace(text, place, "\"$1\":" + Matcher.quoteReplacement(to)));
		Arbitrary<Mutant.Edit> number = Combinators.combine(PLACES, Arbitraries.integers().between(-400, 4000))
			.as((place, by) -> (text, other) -> added(text, place, by));
		Arbitrary<Mutant.Edit> letter = Combinators.combine(PLACES, Arbitraries.chars().alpha())
			.as((place, to) -> (text, other) -> replace(text, place, "\"$1\":\"" + to + "\""));
		Arbitrary<Mutant.Edit> taken = PLACES.map((place) -> (text, other) -> taken(text, other, place));
		Arbitrary<Mutant.Edit> gone = PLACES.map((place) -> (text, other) -> replace(text, place, ""));
		Arbitrary<Mutant.Edit> twice = PLACES.map((place) -> (text, other) -> replace(text, place, "$0,$0"));
		Arbitrary<Mutant.Edit> renamed = Combinators.combine(PLACES, NAMES)
			.as((place, name) -> (text, other) -> replace(text, place, "\"" + name + "\":$2"));
		Arbitrary<Mutant.Edit> more = Combinators.combine(NAMES, VALUES)
			.as((name, with) -> (text, other) -> text.replaceFirst("}$",
					Matcher.quoteReplacement(",\"" + name + "\":" + with + "}")));
		Arbitrary<Mutant.Edit> inserted = Combinators.combine(PLACES, BITS)
			.as((place, bit) -> (text, other) -> TextEdits.cut(text, place, 0, bit));
		Arbitrary<Mutant.Edit> cut = PLACES.map((place) -> (text, other) -> TextEdits.cut(text, place, 1, ""));
		Arbitrary<Mutant.Edit> sensible = Combinators.combine(SENSIBLE, Arbitraries.integers().between(0, 300))
			.as((member, by) -> (text, other) -> sensible(text, member, by));
		return Arbitraries.frequencyOf(Tuple.of(12, sensible), Tuple.of(3, value), Tuple.of(6, number),
				Tuple.of(3, letter), Tuple.of(3, taken), Tuple.of(1, gone), Tuple.of(1, twice), Tuple.of(1, renamed),
				Tuple.of(1, more), Tuple.of(2, inserted), Tuple.of(1, cut));
	}

	private static String sensible(String text, String name, int by) {
		return switch (name) {
			case "iat", "auth_time" -> added(text, place(text, name), -by);
			case "username" -> text.replaceFirst("\"username\":\"", "$0" + ((by % 2 == 0) ? by : "\u00c3\u00a4"));
			case "roles", "permissions" ->
				text.replaceFirst("(\"" + name + "\":)\\[[^\\]]*]", "$1[\"a\",\"b" + by + "\"]");
			default -> added(text, place(text, name), by);
		};
	}

	/**
	 * Return where among the members one is.
	 */
	private static int place(String text, String name) {
		return MEMBER.matcher(text).results().map((member) -> member.group(1)).toList().indexOf(name) & 0xff;
	}

	/**
	 * Replace one member, in the words of a regular expression.
	 */
	private static String replace(String text, int place, String by) {
		Matcher member = member(text, place);
		if (member == null) {
			return text;
		}
		StringBuilder changed = new StringBuilder();
		member.appendReplacement(changed, by);
		member.appendTail(changed);
		return changed.toString();
	}

	private static String added(String text, int place, int by) {
		Matcher member = member(text, place);
		if (member == null || !member.group(2).matches("[0-9]{1,12}")) {
			return text;
		}
		return replace(text, place, "\"$1\":" + (Long.parseLong(member.group(2)) + by));
	}

	private static String taken(String text, String other, int place) {
		Matcher member = member(other, place);
		return (member != null) ? replace(text, place, Matcher.quoteReplacement(member.group())) : text;
	}

	private static @Nullable Matcher member(String text, int place) {
		int count = (int) MEMBER.matcher(text).results().count();
		if (count == 0) {
			return null;
		}
		Matcher member = MEMBER.matcher(text);
		for (int i = 0; i <= place % count; i++) {
			member.find();
		}
		return member;
	}

}
