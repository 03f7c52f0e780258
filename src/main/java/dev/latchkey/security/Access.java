package dev.latchkey.security;

import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may call what: one table for all doors.
 */
final class Access {

	private static final String[] PUBLIC = { "/login", "/logout", "/api/mode", "/api/login", "/api/logout",
			"/api/refresh", "/oauth2/**", "/.well-known/**", "/error", "/assets/**", "/favicon.ico",
			"/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs/**", "/swagger-ui.html",
			"/swagger-ui/**" };

	private final Environment environment;

	Access(Environment environment) {
		this.environment = environment;
	}

	static RequestMatcher publicPaths() {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		RequestMatcher[] matchers = new RequestMatcher[PUBLIC.length];
		for (int i = 0; i < PUBLIC.length; i++) {
			matchers[i] = paths.matcher(PUBLIC[i]);
		}
		return new OrRequestMatcher(matchers);
	}

	/**
	 * Tell whether a call needs no credential.
	 * @param template the path as a description of the API names it
	 */
	static boolean isPublic(String template) {
		PathContainer path = PathContainer.parsePath(template);
		return Stream.of(PUBLIC).anyMatch((open) -> PathPatternParser.defaultInstance.parse(open).matches(path));
	}

	void table(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
		calls.requestMatchers(publicPaths()).permitAll();
		calls.requestMatchers(HttpMethod.PUT, "/api/me/password").authenticated();
		calls.requestMatchers("/password").authenticated();
		reads(calls, "/api/admin/users/*/sessions", "/api/admin/sessions", "/admin/online")
			.hasAuthority("sessions:read");
		calls
			.requestMatchers(HttpMethod.POST, "/api/admin/users/*/logout", "/api/admin/logout", "/admin/users/*/logout",
					"/admin/online/**")
			.hasAuthority("sessions:terminate");
		calls.requestMatchers(HttpMethod.DELETE, "/api/admin/sessions/*").hasAuthority("sessions:terminate");
		reads(calls, "/api/admin/users/**", "/api/admin/roles/**", "/admin/users").hasAuthority("users:read");
		reads(calls, "/api/admin/events", "/admin/events/**").hasAuthority("audit:read");
		calls.requestMatchers("/api/admin/users/**", "/api/admin/roles/**", "/admin/users/**")
			.hasAuthority("users:write");
		calls.requestMatchers("/api/admin/keys/**").hasAuthority("keys:write");
		calls.requestMatchers("/api/admin/services/**").hasAuthority("services:write");
		// a door that is forgotten here stays shut
		calls.requestMatchers("/api/admin/**", "/admin/**").denyAll();
		calls.requestMatchers("/actuator/prometheus").access(this::metrics);
		calls.requestMatchers("/actuator/**").denyAll();
		calls.anyRequest().access(Access::settled);
	}

	/**
	 * Whoever answers a GET answers a HEAD too, with the length of what the GET would
	 * say.
	 */
	private static AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl reads(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls,
			String... paths) {
		PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
		return calls.requestMatchers(Stream.of(paths)
			.flatMap(
					(path) -> Stream.of(HttpMethod.GET, HttpMethod.HEAD).map((method) -> builder.matcher(method, path)))
			.toArray(RequestMatcher[]::new));
	}

	/**
	 * Signed in, and free to do more than change the password.
	 */
	private static AuthorizationDecision settled(Supplier<? extends @Nullable Authentication> who,
			RequestAuthorizationContext context) {
		Authentication authentication = who.get();
		return new AuthorizationDecision(authentication != null
				&& authentication.getPrincipal() instanceof Session session && !session.mustChangePassword());
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
