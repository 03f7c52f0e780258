package dev.latchkey.security;

import java.util.Set;

import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The calls that another site could make a browser send: those that change something and
 * are authorised by a cookie, and the login form. Where only the body tells what
 * authorises a call, the door itself asks for the token.
 */
class CsrfRequestMatcher implements RequestMatcher {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> DECIDED_AT_THE_DOOR = Set.of("/api/login", "/api/logout", "/api/refresh");

	private final CredentialResolver credentialResolver;

	CsrfRequestMatcher(CredentialResolver credentialResolver) {
		this.credentialResolver = credentialResolver;
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
		return path.equals("/login") || this.credentialResolver.isForgeable(request);
	}

}
