package dev.latchkey.url;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The name under which Latchkey tells applications who is signed in: its public URL
 * (OpenID Connect Discovery 1.0, 3), or, where that is not set, the one that a request on
 * this machine is for. No other host that a request names is believed.
 */
public class Issuer {

	private final PublicUrl publicUrl;

	Issuer(PublicUrl publicUrl) {
		this.publicUrl = publicUrl;
	}

	/**
	 * Return the name.
	 * @return a URL without a slash at its end
	 * @throws UnknownIssuerException if the public URL is not set, and this thread serves
	 * no request that is for this machine
	 */
	public String current() {
		return urlOf("");
	}

	/**
	 * Return the name, or another one where nothing tells it.
	 * @param other a name from the settings
	 * @return one of them
	 */
	public String currentOr(String other) {
		try {
			return current();
		}
		catch (UnknownIssuerException ex) {
			return other;
		}
	}

	/**
	 * Return the URL of a page or a call as applications know it.
	 * @param path the path below the context path, with a slash at its beginning
	 * @return the URL
	 * @throws UnknownIssuerException if the public URL is not set, and this thread serves
	 * no request that is for this machine
	 */
	public String urlOf(String path) {
		return this.publicUrl.isKnown() ? this.publicUrl.urlOf(path) : ofRequest() + path;
	}

	private static String ofRequest() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			throw new UnknownIssuerException();
		}
		HttpServletRequest request = attributes.getRequest();
		String scheme = request.isSecure() ? "https" : "http";
		@Nullable String said = request.getHeader(HttpHeaders.HOST);
		@Nullable String host = (said != null) ? HostName.canonical(said, scheme) : null;
		if (host == null || !HostName.isLoopback(host)) {
			throw new UnknownIssuerException();
		}
		return scheme + "://" + host + request.getContextPath();
	}

}
