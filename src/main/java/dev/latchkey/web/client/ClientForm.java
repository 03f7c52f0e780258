package dev.latchkey.introspection;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The form in the body of an application's call. No parameter may be repeated, and one
 * without a value counts as absent (RFC 6749, 3.2).
 *
 * @param parameters each name with its one value
 */
record TokenForm(Map<String, String[]> parameters) {

	/**
	 * Read the form, which takes until all of the request is there.
	 * @throws ResponseStatusException if a parameter is repeated, or if the URL has a
	 * query: a credential in a URL ends up in logs
	 */
	static TokenForm in(HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		if (request.getQueryString() != null || parameters.values().stream().anyMatch((values) -> values.length != 1)) {
			throw invalid();
		}
		return new TokenForm(parameters);
	}

	@Nullable String get(String name) {
		String[] values = this.parameters.get(name);
		return (values != null && !values[0].isEmpty()) ? values[0] : null;
	}

	/**
	 * Return the token that the application asks about (RFC 7662, 2.1; RFC 7009, 2.1).
	 * Its form tells its kind, so a hint is not needed.
	 * @throws ResponseStatusException if it is missing
	 */
	String token() {
		String token = get("token");
		if (token == null) {
			throw invalid();
		}
		return token;
	}

	/**
	 * Return what answers {@code invalid_request}.
	 */
	static ResponseStatusException invalid() {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST);
	}

	/**
	 * Keep the token and the secret out of logs.
	 */
	@Override
	public String toString() {
		return "TokenForm" + this.parameters.keySet();
	}

}
