package dev.latchkey.web.client;

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
public record ClientForm(Map<String, String[]> parameters) {

	/**
	 * Read the form, which takes until all of the request is there.
	 * @param request the call
	 * @return its form
	 * @throws ResponseStatusException if a parameter is repeated, or if the URL has a
	 * query: a credential in a URL ends up in logs
	 */
	public static ClientForm in(HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		if (request.getQueryString() != null || parameters.values().stream().anyMatch((values) -> values.length != 1)) {
			throw invalid();
		}
		return new ClientForm(parameters);
	}

	/**
	 * Return a parameter.
	 * @param name its name
	 * @return its value, or {@code null} if it has none
	 */
	public @Nullable String get(String name) {
		String[] values = this.parameters.get(name);
		return (values != null && !values[0].isEmpty()) ? values[0] : null;
	}

	/**
	 * Return a parameter that has to be there.
	 * @param name its name
	 * @return its value
	 * @throws ResponseStatusException if it is missing
	 */
	public String require(String name) {
		String value = get(name);
		if (value == null) {
			throw invalid();
		}
		return value;
	}

	/**
	 * Return what answers {@code invalid_request}.
	 * @return the exception
	 */
	public static ResponseStatusException invalid() {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST);
	}

	/**
	 * Keep the token and the secret out of logs.
	 */
	@Override
	public String toString() {
		return "ClientForm" + this.parameters.keySet();
	}

}
