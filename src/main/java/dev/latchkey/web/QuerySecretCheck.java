package dev.latchkey.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;

import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a password or a token in the URL of a call that takes one: browsers, proxies
 * and logs keep URLs (ASVS 5.0 14.2.1). The container would take it for one of the form.
 */
class QuerySecretCheck implements HandlerInterceptor {

	private static final Set<String> CALLS = Set.of("/login", "/password", "/api/login", "/api/me/password",
			"/api/me/proof", "/proof", "/api/refresh", "/api/logout");

	private static final Set<String> SECRETS = Set.of("password", "current_password", "new_password", "refresh_token",
			"device_token", "proof_password", "proof_code", "token", "code", "login");

	private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		@Nullable String query = request.getQueryString();
		if (query != null && isOurs(request) && namesSecret(query)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return true;
	}

	/**
	 * Return whether the call is not one of applications, which have checks of their own,
	 * and may take a secret: each that changes something may.
	 */
	private static boolean isOurs(HttpServletRequest request) {
		String path = request.getServletPath();
		return CALLS.contains(path) || (CHANGING.contains(request.getMethod()) && !UrlSpace.isForApplications(path)
				&& !UrlSpace.mayBeSentByOthers(path));
	}

	private static boolean namesSecret(String query) {
		return Stream.of(query.split("&")).map((field) -> decoded(field.split("=", 2)[0])).anyMatch(SECRETS::contains);
	}

	private static String decoded(String name) {
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// no parameter has such a name
			return "";
		}
	}

}
