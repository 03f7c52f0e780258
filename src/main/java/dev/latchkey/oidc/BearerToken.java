package dev.latchkey.oidc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Finds the access token of an application's call: in the header, or in the body of a
 * form, and never in the URL (RFC 6750, 2).
 */
final class BearerToken {

	private static final String SCHEME = "Bearer ";

	private static final String PARAMETER = "access_token";

	private BearerToken() {
	}

	/**
	 * Return the token.
	 * @throws MissingException if there is none
	 * @throws AmbiguousException if there are two, or one is in the URL
	 */
	static String in(HttpServletRequest request) {
		List<String> tokens = new ArrayList<>(1);
		for (String header : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
			// the scheme is case-insensitive: RFC 9110, 11.1
			if (header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
				tokens.add(header.substring(SCHEME.length()).strip());
			}
		}
		String @Nullable [] sent = request.getParameterValues(PARAMETER);
		if (sent != null) {
			// a query can write the name in many ways, so there must be none
			if (request.getQueryString() != null) {
				throw new AmbiguousException();
			}
			tokens.addAll(List.of(sent));
		}
		if (tokens.size() > 1) {
			throw new AmbiguousException();
		}
		if (tokens.isEmpty()) {
			throw new MissingException();
		}
		return tokens.get(0);
	}

	/**
	 * There is no token.
	 */
	static final class MissingException extends RuntimeException {

	}

	/**
	 * There is more than one token, or one where it may not be.
	 */
	static final class AmbiguousException extends RuntimeException {

	}

}
