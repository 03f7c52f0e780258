package dev.latchkey.security;

import java.nio.charset.StandardCharsets;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.problem.PasswordChangeRequiredException;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.session.Session;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * Leaves the filters of the chain unobserved: requests are counted and timed as a
	 * whole, and two dozen observations more for each took a quarter of its time.
	 */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Refuses what the default firewall refuses. Its rules for the names and values of
	 * header fields are the same too, without a regular expression: each reading of a
	 * token walked through one.
	 */
	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(SecurityConfiguration::isName);
		firewall.setAllowedHeaderValues(SecurityConfiguration::isText);
		return firewall;
	}

	private static boolean isName(String name) {
		return isText(name) && name.indexOf('\t') < 0;
	}

	private static boolean isText(String value) {
		// a token is long, and an array is read faster than a text
		for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
			// those of all other characters are negative
			if (octet < ' ' || octet > '~') {
				return value.codePoints().allMatch(SecurityConfiguration::isText);
			}
		}
		return true;
	}

	private static boolean isText(int character) {
		return character == '\t' || (Character.isDefined(character) && !Character.isISOControl(character));
	}

	@Bean
	FilterRegistrationBean<HeadersFilter> headersFilter() {
		FilterRegistrationBean<HeadersFilter> filter = new FilterRegistrationBean<>(new HeadersFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return filter;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors() {
		return (tomcat) -> tomcat.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ServerErrors.class.getName());
			}
		});
	}

	@Bean
	CsrfTokenRepository csrfTokens(CookieSettings cookies) {
		// scripts read it, and send it back in the header
		CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
		tokens.setCookieName(cookies.name("XSRF-TOKEN"));
		tokens.setCookiePath("/");
		tokens.setCookieCustomizer((cookie) -> cookie.secure(cookies.secure()).sameSite("Lax"));
		return tokens;
	}

	@Bean
	CsrfTokenRequestHandler csrfTokenParts() {
		return new SpaCsrfTokenRequestHandler();
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http, CsrfTokenRepository csrfTokens, CsrfTokenRequestHandler csrfTokenParts,
			CredentialResolver credentialResolver, CredentialCheck credentialCheck, ProblemWriter problems,
			Environment environment) {
		return http.headers(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens)
				.csrfTokenRequestHandler(csrfTokenParts)
				.requireCsrfProtectionMatcher(new CsrfRequestMatcher(credentialResolver)))
			.addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
			.addFilterBefore(new CredentialFilter(credentialResolver, credentialCheck),
					AnonymousAuthenticationFilter.class)
			.authorizeHttpRequests(new AccessRules(environment)::table)
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(problems::write)
				.accessDeniedHandler(denied(problems)))
			.build();
	}

	private static AccessDeniedHandler denied(ProblemWriter problems) {
		return (request, response, denial) -> {
			Session session = SessionAuthentication.current();
			boolean mustChangePassword = session != null && session.mustChangePassword();
			problems.write(request, response, mustChangePassword ? new PasswordChangeRequiredException() : denial);
		};
	}

}
