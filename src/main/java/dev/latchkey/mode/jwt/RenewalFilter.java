package dev.latchkey.mode.jwt;

import java.io.IOException;
import java.time.Clock;
import java.util.Set;

import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.InvalidCredentialException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Renews an access cookie that has expired, that cannot be verified any more, or that the
 * browser has dropped, on the way to a page: a person should not notice that tokens last
 * five minutes, nor that keys are rotated. Scripts and proxies refresh tokens themselves,
 * or not at all. Where nothing can be renewed, the request goes on as it is. But the
 * person is told that the session has ended, as its access cookie may not say so; and an
 * outage is answered as one, because a page must not say "sign in" when it cannot tell.
 */
class RenewalFilter extends OncePerRequestFilter {

	private static final Set<String> NO_PAGES = Set.of("api", "oauth2", "forward-auth", ".well-known", "actuator",
			"assets", "favicon.ico", "v3", "swagger-ui", "swagger-ui.html", "error");

	// public, and so they go on without a database
	private static final Set<String> PUBLIC_PAGES = Set.of("login", "logout");

	private final CredentialResolver credentialResolver;

	private final RefreshCookie refreshCookie;

	private final TokenRefresh tokenRefresh;

	private final AccessTokenVerifier accessTokenVerifier;

	private final Clock clock;

	RenewalFilter(CredentialResolver credentialResolver, RefreshCookie refreshCookie, TokenRefresh tokenRefresh,
			AccessTokenVerifier accessTokenVerifier, Clock clock) {
		this.credentialResolver = credentialResolver;
		this.refreshCookie = refreshCookie;
		this.tokenRefresh = tokenRefresh;
		this.accessTokenVerifier = accessTokenVerifier;
		this.clock = clock;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		// decoded, and without parameters
		String path = request.getServletPath();
		int end = path.indexOf('/', 1);
		String first = path.substring(Math.min(1, path.length()), (end < 0) ? path.length() : end);
		return NO_PAGES.contains(first) || PUBLIC_PAGES.contains(first);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RenewedCredentials renewed = renew(request);
		if (renewed == null) {
			chain.doFilter(request, response);
			return;
		}
		renewed.issued().cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		chain.doFilter(new RenewedRequest(request, renewed.meanwhile().cookies()), response);
	}

	private @Nullable RenewedCredentials renew(HttpServletRequest request) {
		try {
			String token = this.refreshCookie.find(request);
			return (token != null && needsRenewal(this.credentialResolver.resolve(request)))
					? this.tokenRefresh.renew(token) : null;
		}
		catch (InvalidCredentialException | AmbiguousCredentialsException ex) {
			// the filter that reads the credential itself answers it
			return null;
		}
	}

	private boolean needsRenewal(@Nullable Credential access) {
		return access == null || (access.source() == Credential.Source.COOKIE && !isGood(access));
	}

	private boolean isGood(Credential access) {
		try {
			return this.clock.instant().isBefore(this.accessTokenVerifier.verify(access.value()).validUntil());
		}
		catch (InvalidCredentialException ex) {
			// the refresh token says whose it is
			return false;
		}
	}

}
