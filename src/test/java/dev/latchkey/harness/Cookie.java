package dev.latchkey.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A cookie as the server set it, with nothing left out and nothing filled in.
 *
 * @param name the name
 * @param value the value
 * @param maxAge seconds to live, or {@code null} for a cookie of the browser's session
 * @param path the path, or {@code null}
 * @param domain the domain, or {@code null}
 * @param sameSite the policy, or {@code null}
 * @param secure whether it says {@code Secure}
 * @param httpOnly whether it says {@code HttpOnly}
 */
public record Cookie(String name, String value, @Nullable Long maxAge, @Nullable String path, @Nullable String domain,
		@Nullable String sameSite, boolean secure, boolean httpOnly) {

	static Cookie parse(String header) {
		List<String> parts = Arrays.stream(header.split(";")).map(String::strip).toList();
		String[] pair = parts.get(0).split("=", 2);
		String maxAge = attribute(parts, "max-age");
		return new Cookie(pair[0], pair[1], (maxAge != null) ? Long.valueOf(maxAge) : null, attribute(parts, "path"),
				attribute(parts, "domain"), attribute(parts, "samesite"), parts.contains("Secure"),
				parts.contains("HttpOnly"));
	}

	private static @Nullable String attribute(List<String> parts, String name) {
		return parts.stream()
			.skip(1)
			.map((part) -> part.split("=", 2))
			.filter((part) -> part.length == 2 && part[0].toLowerCase(Locale.ROOT).equals(name))
			.map((part) -> part[1])
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return whether this takes a cookie away instead of setting it.
	 * @return {@code true} if the browser drops it at once
	 */
	public boolean expired() {
		return this.maxAge != null && this.maxAge <= 0;
	}

}
