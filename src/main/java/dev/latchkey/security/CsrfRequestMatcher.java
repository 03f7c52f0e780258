package dev.latchkey.security;

import java.util.Set;

import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches the calls that need a CSRF token, because another site could make a browser
 * send them: the forms of a login, and those that change something and are authorised by
 * a cookie. Where only the body tells what authorises a call, its controller asks for the
 * token.
 */
class CsrfRequestMatcher implements RequestMatcher {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> FORMS_OF_LOGIN = Set.of("/login", "/login/factor");

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
		if (!isUnsafe(request) || UrlSpace.decidesOnCsrf(path)) {
			return false;
		}
		return FORMS_OF_LOGIN.contains(path) || this.credentialResolver.isForgeable(request);
	}

}
