package dev.latchkey.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches the calls that need a CSRF token, because another site could make a browser
 * send them: the login form, and those that change something and are authorised by a
 * cookie. Where only the body tells what authorises a call, its controller asks for the
 * token.
 */
class CsrfRequestMatcher implements RequestMatcher {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

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
		if (!isUnsafe(request) || UrlSpace.decidesOnCsrf(path)) {
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
