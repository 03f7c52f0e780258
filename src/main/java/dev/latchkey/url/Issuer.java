package dev.latchkey.url;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The name under which Latchkey tells applications who is signed in: its public URL
 * (OpenID Connect Discovery 1.0, 3), or, where that is not set, the one that a request on
 * this machine is for, and outside of a request the port of this machine. No other host
 * that a request names is believed.
 */
public class Issuer {

	private final PublicUrl publicUrl;

	private final Environment environment;

	/**
	 * Create the name.
	 * @param publicUrl the public URL, which may not be set
	 * @param environment tells the port of this machine
	 */
	public Issuer(PublicUrl publicUrl, Environment environment) {
		this.publicUrl = publicUrl;
		this.environment = environment;
	}

	/**
	 * Return the name.
	 * @return a URL without a slash at its end
	 * @throws UnknownIssuerException if the public URL is not set, and this thread serves
	 * a request that is not for this machine
	 */
	public String current() {
		return of("");
	}

	/**
	 * Return the URL of a page or a call as applications know it.
	 * @param path the path below the context path, with a slash at its beginning
	 * @return the URL
	 * @throws UnknownIssuerException if the public URL is not set, and this thread serves
	 * a request that is not for this machine
	 */
	public String of(String path) {
		return this.publicUrl.isKnown() ? this.publicUrl.of(path) : ofRequest() + path;
	}

	private String ofRequest() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return "http://localhost:" + this.environment.getProperty("local.server.port", "8080")
					+ UrlConfiguration.contextPath(this.environment);
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
