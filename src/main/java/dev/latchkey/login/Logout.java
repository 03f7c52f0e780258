package dev.latchkey.login;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.mode.CookieCsrfGuard;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.Endings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Ends the sessions that a request names, with any kind of credential.
 */
class Logout {

	private final Endings endings;

	private final Mode mode;

	private final CredentialResolver presented;

	private final CookieCsrfGuard cookieCalls;

	Logout(Endings endings, Mode mode, CredentialResolver presented, CookieCsrfGuard cookieCalls) {
		this.endings = endings;
		this.mode = mode;
		this.presented = presented;
		this.cookieCalls = cookieCalls;
	}

	/**
	 * End the session, and make the browser forget it (ASVS 5.0 14.3.1). A browser that
	 * sent no credential is left alone: another site may have made it call, and then its
	 * cookies, which are SameSite, stayed behind.
	 * @param refreshToken a token from the body, or {@code null}
	 * @return whether the session has ended on every node, which is also the case when
	 * there was none
	 */
	boolean logout(@Nullable String refreshToken, HttpServletRequest request, HttpServletResponse response) {
		Set<String> given = given(refreshToken, request);
		Set<String> inCookies = new LinkedHashSet<>(this.presented.texts(request));
		inCookies.removeAll(given);
		Set<String> handles = handles(given);
		Set<String> ofCookies = handles(inCookies);
		if (!handles.containsAll(ofCookies)) {
			this.cookieCalls.requireCsrfToken(request);
			handles.addAll(ofCookies);
		}
		boolean complete = end(handles);
		if (!given.isEmpty() || !inCookies.isEmpty()) {
			this.mode.forgotten().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
			// not "cookies": that would take the neighbours' as well
			response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
		}
		return complete;
	}

	/**
	 * End the sessions that a login has replaced on its device.
	 */
	void endReplaced(HttpServletRequest request) {
		end(handles(this.presented.texts(request)));
	}

	/**
	 * Return the credentials that the client put into the request on purpose, which
	 * another site cannot make it do.
	 */
	private Set<String> given(@Nullable String refreshToken, HttpServletRequest request) {
		Set<String> given = new LinkedHashSet<>();
		if (refreshToken != null) {
			given.add(refreshToken);
		}
		Credential credential = this.presented.of(request);
		if (credential != null && credential.source() == Credential.Source.HEADER) {
			given.add(credential.value());
		}
		return given;
	}

	private Set<String> handles(Set<String> credentials) {
		return credentials.stream()
			.map(this.mode::handleOf)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private boolean end(Set<String> handles) {
		return handles.stream().map((handle) -> this.endings.signOut(handle, null)).reduce(true, Boolean::logicalAnd);
	}

}
