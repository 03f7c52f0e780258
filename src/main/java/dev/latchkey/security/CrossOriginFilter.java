package dev.latchkey.security;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.latchkey.url.UrlSpace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets scripts of the named origins call the API, and refuses to let others try (Fetch
 * Standard, 3.2; ASVS 5.0 3.4.2). Such scripts send tokens: browsers show them no answer
 * to a request that carried cookies. Requests that need no preflight, such as forms, are
 * let through, because a page of this very host may have sent them under a name that only
 * a proxy knows; cookies are guarded elsewhere.
 */
class CrossOriginFilter extends OncePerRequestFilter {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

	private static final List<String> SENT = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE,
			HttpHeaders.ACCEPT);

	private static final List<String> SHOWN = List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE,
			HttpHeaders.ALLOW);

	// browsers keep it for two hours at most
	private static final Duration REMEMBERED = Duration.ofHours(1);

	private final CorsProcessor processor = new DefaultCorsProcessor() {

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			// the one writer of errors does
		}

	};

	private final @Nullable CorsConfiguration named;

	private final ApplicationOrigins applications;

	CrossOriginFilter(CorsSettings settings, ApplicationOrigins applications) {
		this.named = settings.allowedOrigins().isEmpty() ? null : configuration(settings.allowedOrigins());
		this.applications = applications;
	}

	private static CorsConfiguration configuration(List<String> origins) {
		CorsConfiguration allowed = new CorsConfiguration();
		allowed.setAllowedOrigins(origins);
		allowed.setAllowedMethods(METHODS);
		allowed.setAllowedHeaders(SENT);
		allowed.setExposedHeaders(SHOWN);
		allowed.setMaxAge(REMEMBERED);
		allowed.setAllowCredentials(false);
		return allowed;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		@Nullable CorsConfiguration allowed = allowedFor(request);
		if (CorsUtils.isPreFlightRequest(request)) {
			if (allowed == null || !isOf(allowed, request)
					|| !this.processor.processRequest(allowed, request, response)) {
				throw new ResponseStatusException(HttpStatus.FORBIDDEN);
			}
			return;
		}
		if (allowed != null) {
			if (isOf(allowed, request) && request.getHeader(HttpHeaders.COOKIE) == null) {
				this.processor.processRequest(allowed, request, response);
			}
			else {
				// a cache may keep the answer for another origin
				response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
			}
		}
		chain.doFilter(request, response);
	}

	/**
	 * Return which origins may call a path, or {@code null} if none may.
	 */
	private @Nullable CorsConfiguration allowedFor(HttpServletRequest request) {
		@Nullable CorsConfiguration all = UrlSpace.CROSS_ORIGIN.matches(request) ? this.named : null;
		if (!UrlSpace.OPENID.matches(request) || (all != null && isOf(all, request))) {
			return all;
		}
		List<String> origins = this.applications.all();
		return origins.isEmpty() ? all : configuration(origins);
	}

	private static boolean isOf(CorsConfiguration allowed, HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin != null && allowed.checkOrigin(origin) != null;
	}

}
