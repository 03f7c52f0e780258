package dev.latchkey.web.forwarded;

import java.util.Locale;
import java.util.Set;

import dev.latchkey.url.HostName;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tells which host a client asked for: the one that a trusted proxy says, or that of the
 * request itself. If the request names two hosts, or an invalid one, there is no host,
 * and the request must be refused.
 */
public final class RequestHost {

	static final String FORWARDED_HOST = "X-Forwarded-Host";

	static final String FORWARDED_PROTO = "X-Forwarded-Proto";

	/** What marks a request that a trusted proxy sent. */
	static final String TRUSTED = RequestHost.class.getName() + ".trusted";

	private static final Set<String> SCHEMES = Set.of("http", "https");

	private RequestHost() {
	}

	/**
	 * Return whether a trusted proxy sent a request. From all others the headers about an
	 * original request have been taken away.
	 * @param request the request
	 * @return whether what it says of an original request is believed
	 */
	public static boolean isOfTrustedProxy(HttpServletRequest request) {
		return request.getAttribute(TRUSTED) != null;
	}

	/**
	 * Return the host that the client asked for, without the port that is the default of
	 * the scheme that it used.
	 * @param request the request
	 * @return the host as {@link HostName} writes it, or {@code null} if there is not
	 * exactly one
	 */
	public static @Nullable String hostOf(HttpServletRequest request) {
		@Nullable String host = hostOf(request, "");
		return (host != null) ? HostName.canonical(host, schemeOf(request, host)) : null;
	}

	/**
	 * Return the host that the client asked for, read as that of a URL with some scheme.
	 * @param request the request
	 * @param scheme the scheme whose default port is left out
	 * @return the host as {@link HostName} writes it, or {@code null} if there is not
	 * exactly one
	 */
	static @Nullable String hostOf(HttpServletRequest request, String scheme) {
		@Nullable String said = said(request);
		return (said != null) ? HostName.canonical(said, scheme) : null;
	}

	/**
	 * Return whether the client asked for a host.
	 * @param host the host as {@link HostName} writes it
	 * @param scheme the scheme whose default port may be named or left out
	 * @param request the request
	 * @return whether it is the one host that the request is for
	 */
	public static boolean is(String host, String scheme, HttpServletRequest request) {
		@Nullable String said = said(request);
		// most clients write it in this form
		return said != null && (said.equals(host) || host.equals(HostName.canonical(said, scheme)));
	}

	/**
	 * Return the scheme that the client used, as far as it is known.
	 * @param request the request
	 * @param host the host that the client asked for
	 * @return the scheme that a trusted proxy says; otherwise {@code http} where a
	 * connection without TLS is to this machine, and {@code https} elsewhere
	 */
	public static String schemeOf(HttpServletRequest request, String host) {
		@Nullable String said = isOfTrustedProxy(request) ? SingleHeader.valueIn(request, FORWARDED_PROTO) : null;
		if (said != null && SCHEMES.contains(said.toLowerCase(Locale.ROOT))) {
			return said.toLowerCase(Locale.ROOT);
		}
		return (HostName.isLoopback(host) && !request.isSecure()) ? "http" : "https";
	}

	private static @Nullable String said(HttpServletRequest request) {
		boolean forwarded = isOfTrustedProxy(request) && request.getHeader(FORWARDED_HOST) != null;
		return SingleHeader.valueIn(request, forwarded ? FORWARDED_HOST : HttpHeaders.HOST);
	}

}
