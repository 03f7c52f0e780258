package dev.latchkey.mode.jwt;

import java.io.IOException;
import java.time.Clock;
import java.util.Set;

import dev.latchkey.mode.AmbiguousCredentials;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.InvalidCredential;
import dev.latchkey.mode.Issued;
import dev.latchkey.mode.PresentedCredentials;
import dev.latchkey.session.SessionOver;
import dev.latchkey.session.Transport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Renews an access cookie that is over, or that the browser has dropped, on the way to a
 * page: a person should not see that tokens last five minutes. Scripts and proxies
 * refresh by themselves, or not at all. Where nothing can be renewed the request goes on
 * as it is; but a failure is one, because a page must not say "sign in" when it cannot
 * tell.
 */
class RenewalFilter extends OncePerRequestFilter {

	private static final Set<String> NO_PAGES = Set.of("api", "oauth2", "forward-auth", ".well-known", "actuator",
			"assets", "favicon.ico", "v3", "swagger-ui", "swagger-ui.html", "error");

	// public, and so they go on without a database
	private static final Set<String> PUBLIC_PAGES = Set.of("login", "logout");

	private final PresentedCredentials presented;

	private final RefreshCookie cookie;

	private final Refresh refresh;

	private final JwtMode mode;

	private final Clock clock;

	RenewalFilter(PresentedCredentials presented, RefreshCookie cookie, Refresh refresh, JwtMode mode, Clock clock) {
		this.presented = presented;
		this.cookie = cookie;
		this.refresh = refresh;
		this.mode = mode;
		this.clock = clock;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		// decoded, and without parameters
		String[] parts = request.getServletPath().split("/", 3);
		String first = (parts.length > 1) ? parts[1] : "";
		return NO_PAGES.contains(first) || PUBLIC_PAGES.contains(first);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Issued issued = renewed(request);
		if (issued == null) {
			chain.doFilter(request, response);
			return;
		}
		issued.cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		chain.doFilter(new RenewedRequest(request, issued.cookies()), response);
	}

	private @Nullable Issued renewed(HttpServletRequest request) {
		try {
			String token = this.cookie.in(request);
			return (token != null && needsRenewal(this.presented.of(request)))
					? this.refresh.exchange(token, Transport.COOKIE) : null;
		}
		catch (InvalidCredential | AmbiguousCredentials | SessionOver ex) {
			// whoever reads the credential itself says so
			return null;
		}
	}

	private boolean needsRenewal(@Nullable Credential access) {
		return access == null || (access.source() == Credential.Source.COOKIE
				&& !this.clock.instant().isBefore(this.mode.read(access).validUntil()));
	}

}
