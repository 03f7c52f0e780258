package dev.latchkey.introspection;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The token that an application asks about (RFC 7662, 2.1; RFC 7009, 2.1). Its form tells
 * its kind, so a hint is not needed. No parameter may be repeated (RFC 6749, 3.2).
 */
final class TokenParameter {

	private static final String NAME = "token";

	private TokenParameter() {
	}

	/**
	 * Return the token out of the body.
	 * @throws ResponseStatusException if it is missing or repeated, or if the URL has a
	 * query: a credential in a URL ends up in logs
	 */
	static String in(HttpServletRequest request) {
		boolean oncePerName = request.getParameterMap().values().stream().allMatch((values) -> values.length == 1);
		String token = request.getParameter(NAME);
		if (request.getQueryString() != null || !oncePerName || token == null || token.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return token;
	}

}
