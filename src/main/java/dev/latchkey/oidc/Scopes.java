package dev.latchkey.oidc;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Scopes as requests name them (RFC 6749, 3.3).
 */
public final class Scopes {

	/** Accepted of all applications, and changes nothing. */
	public static final String OFFLINE_ACCESS = "offline_access";

	private Scopes() {
	}

	/**
	 * Return the scopes that a parameter names.
	 * @param parameter names with spaces between them, or {@code null}
	 * @return the names, or {@code null} where there is no parameter
	 */
	public static @Nullable SortedSet<String> of(@Nullable String parameter) {
		if (parameter == null || parameter.isBlank()) {
			return null;
		}
		return new TreeSet<>(List.of(parameter.strip().split(" +")));
	}

}
