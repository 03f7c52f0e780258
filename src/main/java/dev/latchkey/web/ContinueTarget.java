package dev.latchkey.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes after a form: a path on this host, or the home page. A target that
 * a browser could take for another host's address is ignored (ASVS 5.0 3.7.2).
 */
public final class ContinueTarget {

	/** In characters: the way in to an application has the whole request in it. */
	private static final int LONGEST = 12 * 1024;

	/** In characters: it fits into the head of an answer. */
	private static final int LONGEST_ENCODED = 12 * 1024;

	private ContinueTarget() {
	}

	/**
	 * Return a target if it is a path on this host, or home.
	 * @param wanted the target that the request names, or {@code null} if it names none
	 * @return the path and query, below the host
	 */
	public static String orHome(@Nullable String wanted) {
		return (wanted != null && isLocal(wanted)) ? wanted : home();
	}

	/**
	 * Return the address of a form that leads to a target in the end.
	 * @param target the target
	 * @param form the form's path and query, below the context path
	 * @return the path and query below the host, with the target unless that is home, or
	 * too long for the head of an answer
	 */
	public static String keep(String target, String form) {
		String address = ContextPath.current() + form;
		String encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
		return (target.equals(home()) || encoded.length() > LONGEST_ENCODED) ? address
				: address + ((form.indexOf('?') < 0) ? '?' : '&') + "continue=" + encoded;
	}

	/**
	 * Return the path of the home page on the host.
	 * @return the path
	 */
	public static String home() {
		return ContextPath.current() + "/";
	}

	private static boolean isLocal(String wanted) {
		return wanted.length() <= LONGEST && wanted.startsWith("/") && !wanted.startsWith("//")
				&& wanted.chars().allMatch((c) -> c > ' ' && c < 0x7f && c != '\\');
	}

}
