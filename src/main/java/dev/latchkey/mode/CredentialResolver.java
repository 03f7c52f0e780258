package dev.latchkey.mode;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The credentials that a request carries.
 */
public class CredentialResolver {

	private static final String SCHEME = "Bearer ";

	private final String cookieName;

	private final String refreshCookieName;

	CredentialResolver(CredentialCookies cookies) {
		this.cookieName = cookies.name(CredentialCookies.CREDENTIAL);
		this.refreshCookieName = cookies.name(CredentialCookies.REFRESH);
	}

	/**
	 * Return the credential that a request means to be authorised by.
	 * @param request the request
	 * @return the credential, or {@code null} where it carries none
	 * @throws AmbiguousCredentialsException if it carries two different ones
	 */
	public @Nullable Credential of(HttpServletRequest request) {
		List<Credential> all = all(request);
		if (all.isEmpty()) {
			return null;
		}
		Credential first = all.get(0);
		for (Credential other : all) {
			if (!other.value().equals(first.value())) {
				throw new AmbiguousCredentialsException();
			}
		}
		return first;
	}

	/**
	 * Return the texts of all credentials that a request carries, of any kind.
	 * @param request the request
	 * @return the texts, none of them checked
	 */
	public Set<String> texts(HttpServletRequest request) {
		Set<String> texts = new LinkedHashSet<>();
		all(request).forEach((credential) -> texts.add(credential.value()));
		cookies(request, this.refreshCookieName, texts::add);
		return texts;
	}

	private List<Credential> all(HttpServletRequest request) {
		List<Credential> found = new ArrayList<>();
		for (Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION); headers.hasMoreElements();) {
			String header = headers.nextElement();
			// the scheme is case-insensitive: RFC 9110, 11.1
			if (header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
				found.add(new Credential(header.substring(SCHEME.length()).strip(), Credential.Source.HEADER));
			}
			else if (header.equalsIgnoreCase(SCHEME.strip())) {
				found.add(new Credential("", Credential.Source.HEADER));
			}
		}
		cookies(request, this.cookieName, (value) -> found.add(new Credential(value, Credential.Source.COOKIE)));
		return found;
	}

	private static void cookies(HttpServletRequest request, String name, Consumer<String> found) {
		Cookie @Nullable [] cookies = request.getCookies();
		if (cookies == null) {
			return;
		}
		for (Cookie cookie : cookies) {
			if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
				found.accept(cookie.getValue());
			}
		}
	}

}
