package dev.latchkey.password;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The words that every attacker of an account knows: the user's name, its parts, and the
 * service's name. They count for nothing in a password, whichever way they are written:
 * the rest must be long enough without them. Alice may not have {@code Al1ce-2026!}, but
 * she may have {@code alice likes green tea}.
 */
final class GuessableWords {

	private static final String SERVICE = "latchkey";

	// a shorter one is part of too many other words
	private static final int SHORTEST_NAME = 3;

	private final List<String> names;

	GuessableWords(String username) {
		Stream<String> parts = Stream.of(username.split("[^\\p{L}\\p{N}]+"));
		this.names = Stream.concat(Stream.of(SERVICE, username), parts)
			.map(GuessableWords::simplify)
			.filter((name) -> !name.isEmpty())
			.distinct()
			.sorted(Comparator.comparing(String::length).reversed())
			.toList();
	}

	/**
	 * Return whether too little of a password is left without the words.
	 * @param minimumLength how many code points the rest must have
	 */
	boolean isMadeOfNames(String password, int minimumLength) {
		String simple = simplify(password);
		String rest = simple;
		for (String name : this.names) {
			String without = without(name, rest);
			if (without.isEmpty()) {
				return true;
			}
			rest = (name.length() < SHORTEST_NAME) ? rest : without;
		}
		return !rest.equals(simple) && rest.codePointCount(0, rest.length()) < minimumLength;
	}

	private static String without(String name, String text) {
		String reversed = new StringBuilder(name).reverse().toString();
		return text.replace(name, "").replace(reversed, "");
	}

	private static String simplify(String text) {
		// capitals, as they do not depend on what stands beside them
		String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
		return plain.codePoints()
			.map(GuessableWords::letterFor)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static int letterFor(int character) {
		return switch (character) {
			case '0' -> 'O';
			case '1', '!', '|', 'L' -> 'I';
			case '3' -> 'E';
			case '4', '@' -> 'A';
			case '5', '$' -> 'S';
			case '7' -> 'T';
			default -> character;
		};
	}

}
