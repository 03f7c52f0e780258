package dev.latchkey.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.latchkey.url.HostName;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of applications: absolute, with a host that is a host name, without a
 * user. They are kept as they are written, because browsers and other services compare
 * them so.
 */
final class ApplicationUris {

	private static final int LONGEST = 2_000;

	private static final int MOST = 20;

	private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

	private ApplicationUris() {
	}

	/**
	 * Return an address that people are led to.
	 * @throws InvalidApplicationException if it is none with http or https
	 */
	static String home(String uri) {
		if (parsed(uri) == null) {
			throw new InvalidApplicationException("home",
					"must be an address such as https://wiki.example.com/, of up to 2000 characters");
		}
		return uri;
	}

	/**
	 * Check addresses that codes, tokens or notices are sent to: https, or http on the
	 * machine itself, and no fragment (RFC 6749, 3.1.2; RFC 9700, 2.6).
	 * @throws InvalidApplicationException if there are too many, or one is no such
	 * address
	 */
	static void checkReceivers(String member, List<String> uris) {
		if (uris.size() > MOST || !uris.stream().allMatch(ApplicationUris::isReceiver)) {
			throw new InvalidApplicationException(member, "must be addresses with https, or with http on localhost, "
					+ "without a fragment; up to 20 of up to 2000 characters");
		}
	}

	private static boolean isReceiver(String text) {
		@Nullable URI uri = parsed(text);
		if (uri == null || uri.getRawFragment() != null) {
			return false;
		}
		@Nullable String host = HostName.canonical(uri.getRawAuthority(), "https");
		return uri.getScheme().equalsIgnoreCase("https") || (host != null && HostName.isLoopback(host));
	}

	private static @Nullable URI parsed(String text) {
		if (text.length() > LONGEST || !VISIBLE_ASCII.matcher(text).matches()) {
			return null;
		}
		try {
			URI uri = new URI(text);
			@Nullable String scheme = uri.getScheme();
			@Nullable String authority = uri.getRawAuthority();
			return (scheme != null && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
					&& authority != null && HostName.canonical(authority, "https") != null) ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
