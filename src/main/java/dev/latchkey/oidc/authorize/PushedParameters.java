package dev.latchkey.oidc.authorize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * An authorization request whose parameters did not come with the browser: they were
 * pushed (RFC 9126), or sent as a form.
 */
class PushedParameters extends HttpServletRequestWrapper {

	private final String query;

	private final Map<String, String[]> parameters;

	/**
	 * Continue a request with other parameters.
	 * @param query the parameters, as {@link #query(Map)} writes them
	 */
	PushedParameters(HttpServletRequest request, String query) {
		super(request);
		this.query = query;
		this.parameters = parse(query);
	}

	/**
	 * Write parameters as a query.
	 */
	static String query(Map<String, String[]> parameters) {
		StringJoiner query = new StringJoiner("&");
		parameters.forEach((name, values) -> {
			for (String value : values) {
				query.add(encoded(name) + "=" + encoded(value));
			}
		});
		return query.toString();
	}

	private static Map<String, String[]> parse(String query) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (String field : query.split("&", -1)) {
			String[] pair = field.split("=", 2);
			values.computeIfAbsent(decoded(pair[0]), (name) -> new ArrayList<>())
				.add((pair.length == 2) ? decoded(pair[1]) : "");
		}
		Map<String, String[]> parameters = new LinkedHashMap<>();
		values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
		return parameters;
	}

	private static String encoded(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	private static String decoded(String text) {
		return UriUtils.decode(text, StandardCharsets.UTF_8);
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public StringBuffer getRequestURL() {
		return new StringBuffer(AuthorizePage.PATH);
	}

	@Override
	public String getQueryString() {
		return this.query;
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return this.parameters;
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = this.parameters.get(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return this.parameters.get(name);
	}

}
