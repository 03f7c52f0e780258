package dev.latchkey.url;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * The URL at which people sign in: the one host on which the mode's own credentials
 * exist. It comes from the configuration, never from a request.
 */
public final class PublicUrl {

	/** The name of the setting, for what asks an administrator for it. */
	public static final String PROPERTY = "latchkey.web.public-url";

	private static final String ACTION = "Set it to the scheme, the host and perhaps the port at which browsers reach "
			+ "Latchkey, as in https://login.example.com; http is for localhost only.";

	// RFC 6454, 6.2, with the path that may follow
	private static final Pattern URL = Pattern.compile("(?<scheme>https?)://(?<host>[^/?#@]+)(?<path>/[^?#]*)?",
			Pattern.CASE_INSENSITIVE);

	private final String contextPath;

	private final @Nullable String scheme;

	private final @Nullable String host;

	/**
	 * Read the setting.
	 * @param values what it holds; {@code null} where it is not set
	 * @param contextPath the path below which Latchkey is, which the URL may repeat;
	 * empty where it has all of the host
	 * @throws StartupException if it holds anything but one origin, or one of plain HTTP
	 * that is not of this machine
	 */
	public PublicUrl(@Nullable List<String> values, String contextPath) {
		this.contextPath = contextPath;
		if (values == null) {
			this.scheme = null;
			this.host = null;
			return;
		}
		Matcher url = match(values);
		this.scheme = url.group("scheme").toLowerCase(Locale.ROOT);
		this.host = HostName.canonical(url.group("host"), this.scheme);
		if (this.host == null) {
			throw refused("names no host that there can be");
		}
		if (this.scheme.equals("http") && !HostName.isLoopback(this.host)) {
			throw refused("begins with http, and is not of localhost");
		}
		String path = (url.group("path") != null) ? url.group("path") : "";
		if (!path.equals("/") && !path.equals(contextPath) && !path.equals(contextPath + "/") && !path.isEmpty()) {
			throw refused("has a path, and it is not that of server.servlet.context-path");
		}
	}

	private static Matcher match(List<String> values) {
		if (values.size() != 1 || values.get(0).isBlank()) {
			throw refused((values.size() > 1) ? "names more than one URL" : "is empty");
		}
		Matcher url = URL.matcher(values.get(0).strip());
		if (!url.matches()) {
			throw refused("is not an origin");
		}
		return url;
	}

	/**
	 * Refuse the value, without a word of it: there may be a password in it.
	 */
	private static StartupException refused(String fault) {
		return new StartupException("%s %s.".formatted(PROPERTY, fault), ACTION);
	}

	/**
	 * Return whether the setting is there. Without it Latchkey has no host of its own,
	 * and answers on all names alike.
	 * @return whether the other methods may be called
	 */
	public boolean isKnown() {
		return this.host != null;
	}

	/**
	 * Return the scheme.
	 * @return {@code https}, or {@code http} on this machine
	 * @throws IllegalStateException if the URL is not known
	 */
	public String scheme() {
		return known(this.scheme);
	}

	/**
	 * Return the host, as {@link HostName} writes it.
	 * @return the host, with its port unless the scheme has that one by default
	 * @throws IllegalStateException if the URL is not known
	 */
	public String host() {
		return known(this.host);
	}

	/**
	 * Return the origin (RFC 6454, 6.2).
	 * @return the scheme and the host, without a slash at the end
	 * @throws IllegalStateException if the URL is not known
	 */
	public String origin() {
		return scheme() + "://" + host();
	}

	/**
	 * Return the URL of one of Latchkey's pages.
	 * @param path the path below the context path, with a slash at its beginning; empty
	 * for Latchkey itself
	 * @return the URL
	 * @throws IllegalStateException if the URL is not known
	 */
	public String urlOf(String path) {
		return origin() + this.contextPath + path;
	}

	private static String known(@Nullable String part) {
		if (part == null) {
			throw new IllegalStateException(PROPERTY + " is not set");
		}
		return part;
	}

}
