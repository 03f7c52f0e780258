package dev.latchkey.security;

import java.util.Objects;
import java.util.function.Supplier;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import dev.latchkey.url.PathSet;
import dev.latchkey.url.UrlRule;
import dev.latchkey.url.UrlRule.Access;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Enforces the table of the URL space: who may call what.
 */
class AccessRules {

	private static final PathPatternRequestMatcher.Builder CALLS = PathPatternRequestMatcher.withDefaults();

	private final Environment environment;

	AccessRules(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Decide on the calls that need a permission, and on the page that leads to them.
	 */
	void administration(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
		for (UrlRule rule : UrlSpace.rules(Access.PERMISSION, Access.MANAGEMENT)) {
			String permission = Objects.requireNonNull(rule.permission());
			if (rule.access() == Access.MANAGEMENT) {
				calls.requestMatchers(matchers(rule))
					.access((who, call) -> onManagementPort(who, call.getRequest(), permission));
			}
			else {
				calls.requestMatchers(matchers(rule)).hasAuthority(permission);
			}
		}
		for (UrlRule rule : UrlSpace.rules(Access.SIGNED_IN)) {
			if (isAdministration(rule)) {
				calls.requestMatchers(matchers(rule)).access(AccessRules::free);
			}
		}
		// a controller that the table does not name stays shut
		calls.anyRequest().denyAll();
	}

	/**
	 * Decide on the calls of signed-in users.
	 */
	void signedIn(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
		for (UrlRule rule : UrlSpace.rules(Access.CHANGING_PASSWORD)) {
			calls.requestMatchers(matchers(rule)).authenticated();
		}
		for (UrlRule rule : UrlSpace.rules(Access.SETTING_UP_FACTOR)) {
			calls.requestMatchers(matchers(rule)).access(AccessRules::withLastingPassword);
		}
		calls.anyRequest().access(AccessRules::free);
	}

	private static boolean isAdministration(UrlRule rule) {
		return rule.patterns().stream().map(PathContainer::parsePath).allMatch(UrlSpace.ADMINISTRATION::contain);
	}

	private static RequestMatcher[] matchers(UrlRule rule) {
		if (rule.methods().isEmpty()) {
			return new RequestMatcher[] { new PathSet(rule.patterns().toArray(String[]::new)) };
		}
		return rule.methods()
			.stream()
			.flatMap((method) -> rule.patterns().stream().map((pattern) -> CALLS.matcher(method, pattern)))
			.toArray(RequestMatcher[]::new);
	}

	/**
	 * Require a session whose user does not have to change the password first.
	 */
	private static AuthorizationDecision withLastingPassword(Supplier<? extends @Nullable Authentication> who,
			RequestAuthorizationContext call) {
		Session session = SessionAuthentication.sessionOf(who.get());
		return new AuthorizationDecision(session != null && !session.mustChangePassword());
	}

	/**
	 * Require a session whose user does not have to do anything else first.
	 */
	private static AuthorizationDecision free(Supplier<? extends @Nullable Authentication> who,
			RequestAuthorizationContext call) {
		Session session = SessionAuthentication.sessionOf(who.get());
		return new AuthorizationDecision(session != null && session.isFree());
	}

	/**
	 * Allow every call on a management port of its own, which is not for the public, and
	 * otherwise require a permission.
	 */
	private AuthorizationDecision onManagementPort(Supplier<? extends @Nullable Authentication> who,
			HttpServletRequest request, String permission) {
		Integer serverPort = this.environment.getProperty("local.server.port", Integer.class);
		Integer managementPort = this.environment.getProperty("local.management.port", Integer.class);
		if (managementPort != null && !managementPort.equals(serverPort) && request.getLocalPort() == managementPort) {
			return new AuthorizationDecision(true);
		}
		Authentication authentication = who.get();
		return new AuthorizationDecision(authentication != null && authentication.getAuthorities()
			.stream()
			.anyMatch((authority) -> permission.equals(authority.getAuthority())));
	}

}
