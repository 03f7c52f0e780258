package dev.latchkey.web;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Tells whether a person follows a link or types an address. Nothing else is led to
 * another host: what a form or a script sends would be lost on the way.
 */
public final class Navigation {

	private static final Set<String> METHODS = Set.of("GET", "HEAD");

	private Navigation() {
	}

	/**
	 * Return whether a request is a navigation: its browser says so (Fetch Metadata,
	 * 2.2), or, where that says nothing, a page is accepted.
	 * @param method the method of the original request
	 * @param request the request, with the headers of the original one
	 * @return whether it may be answered by leading elsewhere
	 */
	public static boolean is(String method, HttpServletRequest request) {
		if (!METHODS.contains(method)) {
			return false;
		}
		@Nullable String mode = request.getHeader("Sec-Fetch-Mode");
		@Nullable String accepted = request.getHeader(HttpHeaders.ACCEPT);
		return (mode != null) ? mode.equals("navigate")
				: accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
	}

}
