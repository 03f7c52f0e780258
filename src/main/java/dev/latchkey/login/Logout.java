package dev.latchkey.login;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.CookieCsrfGuard;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.Endings;
import dev.latchkey.session.SignOutResult;
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

	private final CredentialResolver credentialResolver;

	private final CookieCsrfGuard cookieCsrfGuard;

	Logout(Endings endings, Mode mode, CredentialResolver credentialResolver, CookieCsrfGuard cookieCsrfGuard) {
		this.endings = endings;
		this.mode = mode;
		this.credentialResolver = credentialResolver;
		this.cookieCsrfGuard = cookieCsrfGuard;
	}

	/**
	 * End the session, and make the browser forget it (ASVS 5.0 14.3.1). A browser that
	 * sent no credential is left alone: another site may have made it call, and then its
	 * cookies, which are SameSite, stayed behind.
	 * @param refreshToken a token from the body, or {@code null}
	 * @return what it has done
	 * @throws AmbiguousCredentialsException if the request names more sessions than any
	 * client has; none of them has ended
	 */
	SignOutResult logOut(@Nullable String refreshToken, HttpServletRequest request, HttpServletResponse response) {
		Set<String> inCookies = this.credentialResolver.fewValues(request);
		Set<String> given = given(refreshToken, request);
		inCookies.removeAll(given);
		Set<String> handles = handles(given);
		Set<String> ofCookies = handles(inCookies);
		if (!handles.containsAll(ofCookies)) {
			this.cookieCsrfGuard.requireCsrfToken(request);
			handles.addAll(ofCookies);
		}
		SignOutResult ended = end(handles);
		if (!given.isEmpty() || !inCookies.isEmpty()) {
			this.mode.expiredCookies()
				.forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
			// not "cookies": that would take the neighbours' as well
			response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
		}
		return ended;
	}

	/**
	 * Return the credentials that a login will replace on its device.
	 * @throws AmbiguousCredentialsException if they are more than any client has
	 */
	Set<String> replaceable(HttpServletRequest request) {
		return this.credentialResolver.fewValues(request);
	}

	/**
	 * End the sessions that a login has replaced on its device.
	 * @param credentials what the device had before
	 */
	void endReplaced(Set<String> credentials) {
		end(handles(credentials));
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
		Credential credential = this.credentialResolver.resolve(request);
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

	private SignOutResult end(Set<String> handles) {
		return handles.stream().map(this.endings::signOut).reduce(SignOutResult.NOTHING, SignOutResult::plus);
	}

}
