package dev.latchkey.oauth;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Scopes as a text (RFC 6749, 3.3): words, none of which has a space or a line end in it.
 */
final class Scopes {

	/** Asks for an ID token (OpenID Connect Core 1.0, 3.1.2.1). */
	static final String OPENID = "openid";

	private Scopes() {
	}

	static String words(Collection<String> scopes) {
		return String.join(" ", scopes);
	}

	static SortedSet<String> ofWords(String words) {
		return set(words, " ");
	}

	static String lines(Collection<String> scopes) {
		return String.join("\n", scopes);
	}

	static SortedSet<String> ofLines(String lines) {
		return set(lines, "\n");
	}

	private static SortedSet<String> set(String text, String separator) {
		return Collections
			.unmodifiableSortedSet(new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(separator))));
	}

}
