package dev.latchkey.url;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.url.UrlRule.Access;

import org.springframework.http.HttpMethod;

/**
 * The table that {@link UrlSpace} answers from. A path that it does not name is a page
 * for signed-in users. Among the lines that need a permission, the first that matches
 * decides.
 */
final class UrlTable {

	static final List<UrlRule> RULES = List.of(
	// @formatter:off
			UrlRule.page(Access.SIGNED_IN, "/", "/continue"),
			// start, enter and leave are reserved where the context path is /.latchkey
			UrlRule.page(Access.PUBLIC, "/logout", "/language", "/start", "/enter", "/leave", "/.latchkey/**"),
			UrlRule.form(Access.PUBLIC, "/login/factor", "/login", "/forgot"),
			// their forms are on the page of the link, and are sent to the page that says it is done
			UrlRule.page(Access.PUBLIC, "/reset/**", "/invitation/**", "/email/**"),
			// what an application may be told without a session, and how to get one, it decides itself
			UrlRule.page(Access.OPTIONAL, "/oauth2/authorize"),
			UrlRule.page(Access.OPTIONAL, "/oauth2/logout"),
			UrlRule.form(Access.SIGNED_IN, "/consent", "/activate/**"),
			UrlRule.form(Access.CHANGING_PASSWORD, "/password"),
			UrlRule.form(Access.SETTING_UP_FACTOR, "/factors/**", "/proof/**"),
			UrlRule.form(Access.SIGNED_IN, "/devices/**", "/apps/**", "/profile/**"),
			UrlRule.page(Access.SIGNED_IN, "/admin", "/admin/", "/admin/overview").toRead(),
			UrlRule.program(Access.SIGNED_IN, "/api/admin/overview").toRead(),
			UrlRule.program(Access.PUBLIC, "/api/mode", "/.well-known/**"),
			UrlRule.program(Access.BODY, "/api/login", "/api/login/factor", "/api/login/passkey", "/api/login/passkey/options",
					"/api/logout", "/api/refresh"),
			UrlRule.program(Access.BODY, "/api/password-reset", "/api/password-reset/confirm", "/api/invitation", "/api/email/confirm"),
			UrlRule.program(Access.CHANGING_PASSWORD, "/api/me/password").to(HttpMethod.PUT),
			UrlRule.program(Access.SETTING_UP_FACTOR, "/api/me/factors/**", "/api/me/proof"),
			UrlRule.program(Access.SIGNED_IN, "/api/me/**"),
			UrlRule.program(Access.PUBLIC, "/forward-auth/**"),
			UrlRule.program(Access.APPLICATION, "/oauth2/**"),
			UrlRule.program(Access.APPLICATION_TOKEN, "/userinfo"),
			UrlRule.program(Access.PUBLIC, "/actuator/health/liveness", "/actuator/health/readiness"),
			UrlRule.asset(Access.PUBLIC, "/assets/**", "/favicon.ico", "/error"),
			UrlRule.asset(Access.PUBLIC, "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**"),

			UrlRule.program(Access.PERMISSION, "/api/admin/users/*/sessions", "/api/admin/sessions").toRead().with("sessions:read"),
			UrlRule.form(Access.PERMISSION, "/admin/online").toRead().with("sessions:read"),
			UrlRule.program(Access.PERMISSION, "/api/admin/users/*/logout", "/api/admin/logout").to(HttpMethod.POST).with("sessions:end"),
			UrlRule.program(Access.PERMISSION, "/api/admin/sessions/*").to(HttpMethod.DELETE).with("sessions:end"),
			UrlRule.page(Access.PERMISSION, "/admin/users/*/logout", "/admin/online/**").to(HttpMethod.POST).with("sessions:end"),
			UrlRule.program(Access.PERMISSION, "/api/admin/users/**", "/api/admin/roles/**").toRead().with("users:read"),
			UrlRule.form(Access.PERMISSION, "/admin/users/**").toRead().with("users:read"),
			UrlRule.program(Access.PERMISSION, "/api/admin/users/**").with("users:write"),
			UrlRule.program(Access.PERMISSION, "/api/admin/roles/**").with("roles:write"),
			UrlRule.page(Access.PERMISSION, "/admin/users/**").with("users:write"),
			UrlRule.form(Access.PERMISSION, "/admin/roles/**").toRead().with("users:read"),
			UrlRule.page(Access.PERMISSION, "/admin/roles/**").with("roles:write"),
			UrlRule.form(Access.PERMISSION, "/admin/keys/**").with("keys:write"),
			UrlRule.program(Access.PERMISSION, "/api/admin/events").toRead().with("audit:read"),
			UrlRule.page(Access.PERMISSION, "/admin/events/**").toRead().with("audit:read"),
			UrlRule.program(Access.PERMISSION, "/api/admin/keys/**").with("keys:write"),
			UrlRule.program(Access.PERMISSION, "/api/admin/applications/*/sessions").toRead().with("sessions:read"),
			UrlRule.page(Access.PERMISSION, "/admin/applications/*/sessions").toRead().with("sessions:read"),
			UrlRule.program(Access.PERMISSION, "/api/admin/applications/**").with("applications:write"),
			UrlRule.form(Access.PERMISSION, "/admin/applications/**").with("applications:write"),
			UrlRule.program(Access.MANAGEMENT, "/actuator/prometheus", "/actuator/health/**").with("metrics:read"),
			UrlRule.program(Access.NONE, "/api/admin/**", "/actuator/**"),
			UrlRule.page(Access.NONE, "/admin/**"));
	// @formatter:on

	private UrlTable() {
	}

	static String[] patterns(Predicate<UrlRule> which) {
		return RULES.stream().filter(which).flatMap((rule) -> rule.patterns().stream()).toArray(String[]::new);
	}

	static Set<String> tops(Predicate<UrlRule> which) {
		return Stream.of(patterns(which)).map(UrlTable::top).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Return the first segment, which tells the kinds of paths apart.
	 */
	static String top(String path) {
		if (!path.startsWith("/")) {
			return "";
		}
		int end = path.indexOf('/', 1);
		return path.substring(1, (end < 0) ? path.length() : end);
	}

}
