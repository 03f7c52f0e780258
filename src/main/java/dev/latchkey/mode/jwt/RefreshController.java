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
 * The door for refreshes. The answer goes the way that the refresh token came.
 */
@RestController
class RefreshController {

	private final TokenRefresh refresh;

	private final RefreshCookie cookie;

	private final CredentialResolver presented;

	private final JwtMode mode;

	private final CookieCsrfGuard cookieCalls;

	RefreshController(TokenRefresh refresh, RefreshCookie cookie, CredentialResolver presented, JwtMode mode,
			CookieCsrfGuard cookieCalls) {
		this.refresh = refresh;
		this.cookie = cookie;
		this.presented = presented;
		this.mode = mode;
		this.cookieCalls = cookieCalls;
	}

	@PostMapping("/api/refresh")
	LoginAnswer refresh(HttpServletRequest request, HttpServletResponse response,
			@RequestBody(required = false) @Nullable Body body) {
		String inCookie = this.cookie.in(request);
		String inBody = (body != null) ? body.refreshToken() : null;
		if (inBody != null) {
			if (inCookie != null && !inCookie.equals(inBody)) {
				throw new AmbiguousCredentialsException();
			}
			requireOneSession(request, inBody);
			return LoginAnswer.of(this.refresh.exchange(inBody, Transport.BEARER));
		}
		if (inCookie == null) {
			throw new InvalidCredentialException();
		}
		requireOneSession(request, inCookie);
		// a browser sends the cookie by itself, so the page has to show that it is ours
		this.cookieCalls.requireCsrfToken(request);
		IssuedCredentials issued = this.refresh.exchange(inCookie, Transport.COOKIE);
		issued.cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		return LoginAnswer.of(issued);
	}

	/**
	 * Refuse a request that carries an access token too, and of another session. One of
	 * the same session may be there, good or not, for a browser sends all cookies.
	 */
	private void requireOneSession(HttpServletRequest request, String refreshToken) {
		long sessions = Stream.concat(this.presented.texts(request).stream(), Stream.of(refreshToken))
			.map(this.mode::handleOf)
			.filter(Objects::nonNull)
			.distinct()
			.count();
		if (sessions > 1) {
			throw new AmbiguousCredentialsException();
		}
	}

	/**
	 * What a client sends that keeps the token itself.
	 *
	 * @param refreshToken the token, or {@code null} where it is in the cookie
	 */
	record Body(@Nullable String refreshToken) {

		/**
		 * Keep the secret out of logs.
		 */
		@Override
		public String toString() {
			return "Body[]";
		}

	}

}
