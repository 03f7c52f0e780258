package dev.latchkey.login;

import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes after the login: a path on this host, or home. A text that a
 * browser could read as another host's address is ignored (ASVS 5.0 3.7.2).
 */
final class ContinueTarget {

	private static final String HOME = "/";

	private ContinueTarget() {
	}

	static String of(@Nullable String wanted) {
		if (wanted == null) {
			return HOME;
		}
		boolean local = wanted.startsWith("/") && !wanted.startsWith("//")
				&& wanted.chars().allMatch((c) -> c > ' ' && c < 0x7f && c != '\\');
		return (local && wanted.length() <= 2048) ? wanted : HOME;
	}

}
