package dev.latchkey.mode.jwt;

import java.io.IOException;
import java.time.Clock;

import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Renews an access cookie that is over, that cannot be verified any more, or that the
 * browser has dropped, on the way to a page: a person should not see that tokens last
 * five minutes, nor that keys are rotated. Scripts and proxies refresh by themselves, or
 * not at all. Where nothing can be renewed the request goes on as it is. But a session
 * that has ended is told so, since its access cookie may not tell; and a failure is one,
 * because a page must not say "sign in" when it cannot tell.
 */
class RenewalFilter extends OncePerRequestFilter {

	private final CredentialResolver presented;

	private final RefreshCookie cookie;

	private final TokenRefresh refresh;

	private final JwtMode mode;

	private final Clock clock;

	RenewalFilter(CredentialResolver presented, RefreshCookie cookie, TokenRefresh refresh, JwtMode mode, Clock clock) {
		this.presented = presented;
		this.cookie = cookie;
		this.refresh = refresh;
		this.mode = mode;
		this.clock = clock;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		// public pages work without a database
		return !UrlSpace.isPageOfSession(request.getServletPath());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RenewedCredentials renewal = renewed(request);
		if (renewal == null) {
			chain.doFilter(request, response);
			return;
		}
		renewal.issued().cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		chain.doFilter(new RenewedRequest(request, renewal.meanwhile().cookies()), response);
	}

	private @Nullable RenewedCredentials renewed(HttpServletRequest request) {
		try {
			String token = this.cookie.in(request);
			return (token != null && needsRenewal(this.presented.of(request))) ? this.refresh.renew(token) : null;
		}
		catch (InvalidCredentialException | AmbiguousCredentialsException ex) {
			// the credential filter refuses it
			return null;
		}
	}

	private boolean needsRenewal(@Nullable Credential access) {
		return access == null || (access.source() == Credential.Source.COOKIE && !isGood(access));
	}

	private boolean isGood(Credential access) {
		try {
			return this.clock.instant().isBefore(this.mode.read(access).validUntil());
		}
		catch (InvalidCredentialException ex) {
			// the refresh token says whose it is
			return false;
		}
	}

}
