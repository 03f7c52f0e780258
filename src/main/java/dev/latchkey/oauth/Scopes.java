package dev.latchkey.oauth;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;

/**
 * Scopes as a text (RFC 6749, 3.3): words, none of which has a space or a line end in it.
 */
final class Scopes {

	/** Asks for an ID token (OpenID Connect Core 1.0, 3.1.2.1). */
	static final String OPENID = "openid";

	/** Accepted of all applications (OpenID Connect Core 1.0, 11). */
	private static final String OFFLINE_ACCESS = "offline_access";

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

	/**
	 * Return the scopes in force: those that were granted and that the application may
	 * still ask for. An administrator who takes a scope from an application takes it from
	 * all grants and tokens as well.
	 */
	static SortedSet<String> held(Collection<String> granted, Application application) {
		OidcAccess oidc = application.oidc();
		SortedSet<String> held = new TreeSet<>();
		for (String scope : granted) {
			if (oidc != null && (oidc.scopes().contains(scope) || scope.equals(OFFLINE_ACCESS))) {
				held.add(scope);
			}
		}
		return Collections.unmodifiableSortedSet(held);
	}

	private static SortedSet<String> set(String text, String separator) {
		return Collections
			.unmodifiableSortedSet(new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(separator))));
	}

}
