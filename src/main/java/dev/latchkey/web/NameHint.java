package dev.latchkey.web;

import org.jspecify.annotations.Nullable;

/**
 * Suggests the name to write on the login page. It comes from a link that an attacker may
 * have written: the person can change it, and nothing else relies on it.
 */
@FunctionalInterface
public interface NameHint {

	/**
	 * Return what to suggest.
	 * @param target where the person goes on after the login, as {@link ContinueTarget}
	 * returns it
	 * @return a name of at most 254 characters, or {@code null} if nothing is suggested
	 */
	@Nullable String in(String target);

}
