package dev.latchkey.mode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The credentials that a request carries.
 */
public class PresentedCredentials {

	private static final String SCHEME = "Bearer ";

	private final String cookieName;

	private final String refreshCookieName;

	PresentedCredentials(CredentialCookies cookies) {
		this.cookieName = cookies.name(CredentialCookies.CREDENTIAL);
		this.refreshCookieName = cookies.name(CredentialCookies.REFRESH);
	}

	/**
	 * Return the credential that a request means to be authorised by.
	 * @param request the request
	 * @return the credential, or {@code null} where it carries none
	 * @throws AmbiguousCredentials if it carries two different ones
	 */
	public @Nullable Credential of(HttpServletRequest request) {
		List<Credential> all = all(request);
		if (all.stream().map(Credential::value).distinct().count() > 1) {
			throw new AmbiguousCredentials();
		}
		return all.isEmpty() ? null : all.get(0);
	}

	/**
	 * Return the texts of all credentials that a request carries, of any kind.
	 * @param request the request
	 * @return the texts, none of them checked
	 */
	public Set<String> texts(HttpServletRequest request) {
		return Stream.concat(all(request).stream().map(Credential::value), cookies(request, this.refreshCookieName))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private List<Credential> all(HttpServletRequest request) {
		List<Credential> found = new ArrayList<>();
		for (String header : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
			// the scheme is case-insensitive: RFC 9110, 11.1
			if (header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
				found.add(new Credential(header.substring(SCHEME.length()).strip(), Credential.Source.HEADER));
			}
			else if (header.equalsIgnoreCase(SCHEME.strip())) {
				found.add(new Credential("", Credential.Source.HEADER));
			}
		}
		cookies(request, this.cookieName)
			.forEach((value) -> found.add(new Credential(value, Credential.Source.COOKIE)));
		return found;
	}

	private static Stream<String> cookies(HttpServletRequest request, String name) {
		return Stream.ofNullable(request.getCookies())
			.flatMap(Arrays::stream)
			.filter((cookie) -> cookie.getName().equals(name) && !cookie.getValue().isEmpty())
			.map(Cookie::getValue);
	}

}
