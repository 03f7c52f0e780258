package dev.latchkey.login;

import dev.latchkey.web.ContextPath;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes after the login: a path on this host, or the home page. A target
 * that a browser could take for another host's address is ignored (ASVS 5.0 3.7.2).
 */
final class ContinueTarget {

	private ContinueTarget() {
	}

	/**
	 * Return a target if it is a path on this host, or home.
	 */
	static String orHome(@Nullable String wanted) {
		if (wanted == null) {
			return home();
		}
		boolean local = wanted.startsWith("/") && !wanted.startsWith("//")
				&& wanted.chars().allMatch((c) -> c > ' ' && c < 0x7f && c != '\\');
		return (local && wanted.length() <= 2048) ? wanted : home();
	}

	/**
	 * Return the path of the home page on the host.
	 */
	static String home() {
		return ContextPath.current() + "/";
	}

}
