package dev.latchkey.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.CredentialCookies;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The calls that another site could make a browser send: those that change something and
 * are authorised by a cookie, and the login form. Where only the body tells what
 * authorises a call, the door itself asks for the token.
 */
class CsrfRequestMatcher implements RequestMatcher {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> DECIDED_AT_THE_DOOR = Set.of("/api/login", "/api/logout", "/api/refresh");

	private final Set<String> cookieNames;

	CsrfRequestMatcher(CookieSettings cookies) {
		this.cookieNames = Set.of(cookies.name(CredentialCookies.CREDENTIAL), cookies.name(CredentialCookies.REFRESH));
	}

	static boolean isUnsafe(HttpServletRequest request) {
		return !SAFE.contains(request.getMethod());
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		String path = request.getServletPath();
		if (!isUnsafe(request) || DECIDED_AT_THE_DOOR.contains(path) || path.startsWith("/oauth2/")) {
			return false;
		}
		return path.equals("/login") || (carriesCookie(request) && !carriesHeader(request));
	}

	private boolean carriesCookie(HttpServletRequest request) {
		return Stream.ofNullable(request.getCookies())
			.flatMap(Arrays::stream)
			.anyMatch((cookie) -> this.cookieNames.contains(cookie.getName()));
	}

	private static boolean carriesHeader(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ");
	}

}
