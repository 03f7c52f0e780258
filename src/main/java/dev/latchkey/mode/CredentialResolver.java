package dev.latchkey.mode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Finds the credentials that a request carries: the one place that reads the bearer
 * header and the cookies. None of them is checked here.
 */
public class CredentialResolver {

	private static final String SCHEME = "Bearer";

	private static final Cookie[] NO_COOKIES = {};

	// a client has one or two, and their expired forms; a head has room for hundreds
	private static final int MOST_ACTED_ON = 8;

	private final CredentialCookies cookies;

	private final String credentialCookie;

	private final String refreshCookie;

	CredentialResolver(CredentialCookies cookies) {
		this.cookies = cookies;
		this.credentialCookie = cookies.name(CredentialCookies.CREDENTIAL);
		this.refreshCookie = cookies.name(CredentialCookies.REFRESH);
	}

	/**
	 * Return the credential that a request means to be authorised by.
	 * @param request the request
	 * @return the credential, or {@code null} where it carries none
	 * @throws AmbiguousCredentialsException if it carries two different ones
	 */
	public @Nullable Credential resolve(HttpServletRequest request) {
		List<Credential> found = inHeaders(request);
		inCookies(request, this.credentialCookie)
			.forEach((value) -> found.add(new Credential(value, Credential.Source.COOKIE)));
		if (found.isEmpty()) {
			return null;
		}
		Credential first = found.get(0);
		for (Credential other : found) {
			if (!other.value().equals(first.value())) {
				throw new AmbiguousCredentialsException();
			}
		}
		return first;
	}

	/**
	 * Return the credential in the bearer header, without a look at the cookies.
	 * @param request the request
	 * @return the credential, or {@code null} where there is none, or more than one
	 */
	public @Nullable Credential bearer(HttpServletRequest request) {
		List<Credential> found = inHeaders(request);
		return (found.size() == 1) ? found.get(0) : null;
	}

	/**
	 * Return the values of all credentials that a request carries, of any kind.
	 * @param request the request
	 * @return the values
	 */
	public Set<String> allValues(HttpServletRequest request) {
		Set<String> values = new LinkedHashSet<>();
		inHeaders(request).forEach((credential) -> values.add(credential.value()));
		values.addAll(inCookies(request, this.credentialCookie));
		values.addAll(inCookies(request, this.refreshCookie));
		return values;
	}

	/**
	 * Return the values of all credentials that a request carries, to act on each: it may
	 * cost a look into Redis.
	 * @param request the request
	 * @return the values
	 * @throws AmbiguousCredentialsException if they are more than any client has
	 */
	public Set<String> fewValues(HttpServletRequest request) {
		Set<String> values = allValues(request);
		if (values.size() > MOST_ACTED_ON) {
			throw new AmbiguousCredentialsException();
		}
		return values;
	}

	/**
	 * Return the values of a cookie, of which a client may send several with one name.
	 * @param request the request
	 * @param name the cookie's name without prefix
	 * @return its values in the order of the request, without empty ones
	 */
	public List<String> cookieValues(HttpServletRequest request, String name) {
		return inCookies(request, this.cookies.name(name));
	}

	/**
	 * Tell whether a browser may have added by itself what authorises a request: the
	 * request carries a credential's cookie, and no bearer header. Beside such a header a
	 * cookie with another value only makes the request ambiguous.
	 * @param request the request
	 * @return whether another site may have made the browser send the request
	 */
	public boolean isForgeable(HttpServletRequest request) {
		return carriesCookie(request) && inHeaders(request).isEmpty();
	}

	private boolean carriesCookie(HttpServletRequest request) {
		return Arrays.stream(cookies(request))
			.map(Cookie::getName)
			.anyMatch((name) -> name.equals(this.credentialCookie) || name.equals(this.refreshCookie));
	}

	private static List<Credential> inHeaders(HttpServletRequest request) {
		List<Credential> found = new ArrayList<>(1);
		for (Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION); headers.hasMoreElements();) {
			String header = headers.nextElement();
			// the scheme is case-insensitive: RFC 9110, 11.1
			if (header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
					&& (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ')) {
				found.add(new Credential(header.substring(SCHEME.length()).strip(), Credential.Source.HEADER));
			}
		}
		return found;
	}

	private static List<String> inCookies(HttpServletRequest request, String fullName) {
		List<String> values = new ArrayList<>(1);
		for (Cookie cookie : cookies(request)) {
			if (cookie.getName().equals(fullName) && !cookie.getValue().isEmpty()) {
				values.add(cookie.getValue());
			}
		}
		return values;
	}

	private static Cookie[] cookies(HttpServletRequest request) {
		Cookie @Nullable [] cookies = request.getCookies();
		return (cookies != null) ? cookies : NO_COOKIES;
	}

}
