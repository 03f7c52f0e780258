package dev.latchkey.mode.jwt;

import java.util.Objects;
import java.util.stream.Stream;

import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.CookieCsrfGuard;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.session.Transport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The refresh call. The answer carries the new tokens in the way that the old one came.
 */
@RestController
class RefreshController {

	private final TokenRefresh tokenRefresh;

	private final RefreshCookie refreshCookie;

	private final CredentialResolver credentialResolver;

	private final JwtMode jwtMode;

	private final CookieCsrfGuard cookieCsrfGuard;

	RefreshController(TokenRefresh tokenRefresh, RefreshCookie refreshCookie, CredentialResolver credentialResolver,
			JwtMode jwtMode, CookieCsrfGuard cookieCsrfGuard) {
		this.tokenRefresh = tokenRefresh;
		this.refreshCookie = refreshCookie;
		this.credentialResolver = credentialResolver;
		this.jwtMode = jwtMode;
		this.cookieCsrfGuard = cookieCsrfGuard;
	}

	@PostMapping("/api/refresh")
	LoginAnswer refresh(HttpServletRequest request, HttpServletResponse response,
			@RequestBody(required = false) @Nullable RefreshRequest body) {
		String inCookie = this.refreshCookie.find(request);
		String inBody = (body != null) ? body.refreshToken() : null;
		if (inBody != null) {
			if (inCookie != null && !inCookie.equals(inBody)) {
				throw new AmbiguousCredentialsException();
			}
			requireOneSession(request, inBody);
			return LoginAnswer.of(this.tokenRefresh.exchange(inBody, Transport.BEARER));
		}
		if (inCookie == null) {
			throw new InvalidCredentialException();
		}
		requireOneSession(request, inCookie);
		// a browser sends the cookie by itself, so the page has to show that it is not
		// another site's
		this.cookieCsrfGuard.requireCsrfToken(request);
		IssuedCredentials issued = this.tokenRefresh.exchange(inCookie, Transport.COOKIE);
		issued.cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		return LoginAnswer.of(issued);
	}

	/**
	 * Refuse a request that also carries an access token of another session. One of the
	 * same session is allowed, expired or not, as a browser sends all cookies.
	 */
	private void requireOneSession(HttpServletRequest request, String refreshToken) {
		long sessions = Stream.concat(this.credentialResolver.fewValues(request).stream(), Stream.of(refreshToken))
			.map(this.jwtMode::handleOf)
			.filter(Objects::nonNull)
			.distinct()
			.count();
		if (sessions > 1) {
			throw new AmbiguousCredentialsException();
		}
	}

	/**
	 * The request of a client that keeps the token itself.
	 *
	 * @param refreshToken the token, or {@code null} where it is in the cookie
	 */
	record RefreshRequest(@Nullable String refreshToken) {

		/**
		 * Keep the secret out of logs.
		 */
		@Override
		public String toString() {
			return "RefreshRequest";
		}

	}

}
