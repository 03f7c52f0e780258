package dev.latchkey.oauth.token;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import org.jspecify.annotations.Nullable;

/**
 * Scopes as a text (RFC 6749, 3.3): words, none of which has a space or a line end in it.
 */
public final class ScopeNames {

	/** Asks for an ID token (OpenID Connect Core 1.0, 3.1.2.1). */
	public static final String OPENID = "openid";

	/**
	 * Accepted of all applications (OpenID Connect Core 1.0, 11), and changes nothing.
	 */
	public static final String OFFLINE_ACCESS = "offline_access";

	private ScopeNames() {
	}

	/**
	 * Return the scopes that a request names.
	 * @param parameter names with spaces between them, or {@code null}
	 * @return the names, or {@code null} where there is no parameter
	 */
	public static @Nullable SortedSet<String> parse(@Nullable String parameter) {
		if (parameter == null || parameter.isBlank()) {
			return null;
		}
		return new TreeSet<>(List.of(parameter.strip().split(" +")));
	}

	/**
	 * Return what an application may ask for.
	 * @param application the application, as it is registered now
	 * @return the scopes; none where it does not speak OpenID Connect
	 */
	public static SortedSet<String> askableBy(Application application) {
		SortedSet<String> askable = new TreeSet<>();
		@Nullable OidcAccess oidc = application.oidc();
		if (oidc != null) {
			askable.addAll(oidc.scopes());
			askable.add(OFFLINE_ACCESS);
		}
		return askable;
	}

	static String words(Collection<String> scopes) {
		return String.join(" ", scopes);
	}

	/**
	 * Return the scopes of a text.
	 * @param words the scopes with spaces between them
	 * @return the scopes, which cannot be changed
	 */
	public static SortedSet<String> ofWords(String words) {
		return set(words, " ");
	}

	/**
	 * Write scopes as they are stored.
	 * @param scopes the scopes
	 * @return the scopes in lines
	 */
	public static String lines(Collection<String> scopes) {
		return String.join("\n", scopes);
	}

	/**
	 * Read scopes as they are stored.
	 * @param lines the scopes in lines
	 * @return the scopes, which cannot be changed
	 */
	public static SortedSet<String> ofLines(String lines) {
		return set(lines, "\n");
	}

	/**
	 * Return the scopes in force: those that were granted and that the application may
	 * still ask for. An administrator who takes a scope from an application takes it from
	 * all grants and tokens as well.
	 * @param granted what was granted
	 * @param application the application, as it is registered now
	 * @return the scopes, which cannot be changed
	 */
	public static SortedSet<String> held(Collection<String> granted, Application application) {
		SortedSet<String> held = new TreeSet<>(granted);
		held.retainAll(askableBy(application));
		return Collections.unmodifiableSortedSet(held);
	}

	private static SortedSet<String> set(String text, String separator) {
		return Collections
			.unmodifiableSortedSet(new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(separator))));
	}

}
