package dev.latchkey.security;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other origins' scripts may call the API.
 *
 * @param allowedOrigins the origins, such as {@code https://app.example}; their scripts
 * may send tokens, but no cookies
 */
@ConfigurationProperties("latchkey.web.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {

	private static final Set<String> SCHEMES = Set.of("http", "https");

	/**
	 * Refuse what is no origin (RFC 6454, 6.2): browsers send it in no other form.
	 */
	CorsSettings {
		allowedOrigins = List.copyOf(allowedOrigins);
		for (String origin : allowedOrigins) {
			if (!isOrigin(origin)) {
				throw new IllegalArgumentException(
						"An origin is a scheme, a host and perhaps a port, as in https://app.example:8443");
			}
		}
	}

	private static boolean isOrigin(String text) {
		try {
			URI uri = URI.create(text);
			String port = (uri.getPort() >= 0) ? ":" + uri.getPort() : "";
			return uri.getHost() != null && SCHEMES.contains(uri.getScheme())
					&& text.equals(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
