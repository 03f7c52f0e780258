package dev.latchkey.security;

import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import dev.latchkey.url.PathSet;
import dev.latchkey.url.UrlSpace;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may call what: one table for all doors.
 */
final class AccessRules {

	private static final PathPatternRequestMatcher.Builder CALLS = PathPatternRequestMatcher.withDefaults();

	private final Environment environment;

	AccessRules(Environment environment) {
		this.environment = environment;
	}

	void table(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
		RequestMatcherDelegatingAuthorizationManager administration = administration();
		calls.requestMatchers(UrlSpace.PUBLIC).permitAll();
		// a table of its own, so that most requests are not asked about each of its lines
		calls.requestMatchers(UrlSpace.ADMINISTRATION)
			.access((who, context) -> administration.authorize(who, context.getRequest()));
		calls.requestMatchers(HttpMethod.PUT, "/api/me/password").authenticated();
		calls.requestMatchers(new PathSet("/password")).authenticated();
		calls.anyRequest().access(AccessRules::settled);
	}

	private RequestMatcherDelegatingAuthorizationManager administration() {
		RequestMatcherDelegatingAuthorizationManager.Builder calls = RequestMatcherDelegatingAuthorizationManager
			.builder();
		calls.requestMatchers(reads("/api/admin/users/*/sessions", "/api/admin/sessions", "/admin/online"))
			.hasAuthority("sessions:read");
		calls
			.requestMatchers(calls(HttpMethod.POST, "/api/admin/users/*/logout", "/api/admin/logout",
					"/admin/users/*/logout", "/admin/online/**"))
			.hasAuthority("sessions:end");
		calls.requestMatchers(calls(HttpMethod.DELETE, "/api/admin/sessions/*")).hasAuthority("sessions:end");
		calls.requestMatchers(reads("/api/admin/users/**", "/api/admin/roles/**", "/admin/users"))
			.hasAuthority("users:read");
		calls.requestMatchers(reads("/api/admin/events", "/admin/events/**")).hasAuthority("audit:read");
		calls.requestMatchers(calls(null, "/api/admin/users/**", "/api/admin/roles/**", "/admin/users/**"))
			.hasAuthority("users:write");
		calls.requestMatchers(calls(null, "/api/admin/keys/**")).hasAuthority("keys:write");
		calls.requestMatchers(calls(null, "/api/admin/applications/**")).hasAuthority("applications:write");
		calls.add(CALLS.matcher("/actuator/prometheus"), this::metrics);
		// a door that is forgotten here stays shut
		return calls.anyRequest().denyAll().build();
	}

	/**
	 * Whoever answers a GET answers a HEAD too, with the length of what the GET would
	 * say.
	 */
	private static RequestMatcher[] reads(String... paths) {
		return Stream.of(HttpMethod.GET, HttpMethod.HEAD)
			.flatMap((method) -> Stream.of(calls(method, paths)))
			.toArray(RequestMatcher[]::new);
	}

	private static RequestMatcher[] calls(@Nullable HttpMethod method, String... paths) {
		return Stream.of(paths).map((path) -> CALLS.matcher(method, path)).toArray(RequestMatcher[]::new);
	}

	/**
	 * Signed in, and free to do more than change the password.
	 */
	private static AuthorizationDecision settled(Supplier<? extends @Nullable Authentication> who,
			RequestAuthorizationContext context) {
		Session session = SessionAuthentication.sessionOf(who.get());
		return new AuthorizationDecision(session != null && !session.mustChangePassword());
	}

	/**
	 * Open on a management port of its own, which is not for the public; else by
	 * permission.
	 */
	private AuthorizationDecision metrics(Supplier<? extends @Nullable Authentication> who,
			RequestAuthorizationContext context) {
		Integer serverPort = this.environment.getProperty("local.server.port", Integer.class);
		Integer managementPort = this.environment.getProperty("local.management.port", Integer.class);
		if (managementPort != null && !managementPort.equals(serverPort)
				&& context.getRequest().getLocalPort() == managementPort) {
			return new AuthorizationDecision(true);
		}
		Authentication authentication = who.get();
		return new AuthorizationDecision(authentication != null && authentication.getAuthorities()
			.stream()
			.anyMatch((authority) -> "metrics:read".equals(authority.getAuthority())));
	}

}
