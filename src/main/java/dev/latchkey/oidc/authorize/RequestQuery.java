package dev.latchkey.oidc.authorize;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.latchkey.oauth.PushedRequests;
import org.jspecify.annotations.Nullable;

/**
 * The query of an authorization request, kept byte for byte while a person is led from
 * page to page.
 */
final class RequestQuery {

	/** In characters: with what Latchkey adds it can be carried through all pages. */
	static final int LONGEST = PushedRequests.LONGEST;

	private RequestQuery() {
	}

	/**
	 * Return a query as the application wrote it.
	 * @param query the query, or {@code null} for none
	 */
	static String bare(@Nullable String query) {
		return without(query, StepProofs.LOGIN, StepProofs.CONSENT);
	}

	/**
	 * Return a query without some parameters.
	 * @param query the query, or {@code null} for none
	 */
	static String without(@Nullable String query, String... names) {
		List<String> left = List.of(names);
		return Arrays.stream(((query != null) ? query : "").split("&"))
			.filter((field) -> !left.contains(field.split("=", 2)[0]))
			.collect(Collectors.joining("&"));
	}

	/**
	 * Return the value of a parameter that is there once.
	 * @return the value, or {@code null} if it is not there, empty, repeated or encoded
	 * wrongly
	 */
	static @Nullable String value(String query, String name) {
		List<String> fields = Arrays.stream(query.split("&")).filter((field) -> field.startsWith(name + "=")).toList();
		if (fields.size() != 1) {
			return null;
		}
		try {
			String value = URLDecoder.decode(fields.get(0).substring(name.length() + 1), StandardCharsets.UTF_8);
			return value.isEmpty() ? null : value;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
