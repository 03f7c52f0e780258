package dev.latchkey.web;

import org.jspecify.annotations.Nullable;

/**
 * Suggests the name to write on the login page. It is no more than what somebody has
 * written into a link: the person may change it, and nothing else goes by it.
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
