package dev.latchkey.security;

import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.brand.Brand;
import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.problem.FactorSetupRequiredException;
import dev.latchkey.problem.PasswordChangeRequiredException;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.session.Session;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.ReservedPaths;
import dev.latchkey.url.UrlSpace;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
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
import org.springframework.web.servlet.LocaleResolver;

@Configuration(proxyBeanMethods = false)
@Import({ AccessRules.class, HeaderFirewall.class, SpaCsrfTokenRequestHandler.class })
class SecurityConfiguration {

	/**
	 * Leaves the single filters unobserved: requests are counted and timed as a whole,
	 * and two dozen more observations of each took a quarter of its time.
	 */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	FilterRegistrationBean<HeadersFilter> headersFilter(HstsSettings hsts) {
		FilterRegistrationBean<HeadersFilter> filter = new FilterRegistrationBean<>(new HeadersFilter(hsts));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return filter;
	}

	@Bean
	FilterRegistrationBean<HostFilter> hostFilter(PublicUrl publicUrl, ReservedPaths reserved) {
		FilterRegistrationBean<HostFilter> filter = new FilterRegistrationBean<>(new HostFilter(publicUrl, reserved));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
		return filter;
	}

	/**
	 * Answers whether scripts of another origin may call, before anything asks for a
	 * credential: browsers send none with that question.
	 */
	@Bean
	FilterRegistrationBean<CrossOriginFilter> crossOriginFilter(CorsSettings settings, ApplicationDirectory directory) {
		FilterRegistrationBean<CrossOriginFilter> filter = new FilterRegistrationBean<>(
				new CrossOriginFilter(settings, new ApplicationOrigins(directory)));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
		return filter;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors(HstsSettings hsts, Brand brand,
			MessageSource texts, ObjectProvider<LocaleResolver> languages) {
		return (tomcat) -> tomcat.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				String stylesheet = new ReservedPaths(context.getPath()).onHost("/assets/latchkey.css");
				host.getPipeline()
					.addValve(new ServerErrors(new HeadersFilter(hsts), context.getPath(),
							new RefusalPage(texts, stylesheet, brand.name()), languages));
				// the server adds one of its own where it finds none of this class
				host.setErrorReportValveClass(ServerErrors.class.getName());
			}
		});
	}

	@Bean
	CsrfTokenRepository csrfTokens(CookieSettings cookies) {
		// scripts read the cookie, and send its value back in the header
		CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
		tokens.setCookieName(cookies.name("XSRF-TOKEN"));
		tokens.setCookiePath("/");
		tokens.setCookieCustomizer((cookie) -> cookie.secure(cookies.secure()).sameSite("Lax"));
		return tokens;
	}

	/**
	 * Configures what the three chains share. Spring Security applies it to each of them.
	 */
	@Bean
	Customizer<HttpSecurity> everyChain(CsrfTokenRepository csrfTokens, CsrfTokenRequestHandler csrfTokenHandler,
			CredentialResolver credentialResolver, ProblemWriter problems) {
		return (http) -> http.headers(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens)
				.csrfTokenRequestHandler(csrfTokenHandler)
				.requireCsrfProtectionMatcher(new CsrfRequestMatcher(credentialResolver)))
			.addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(problems::write)
				.accessDeniedHandler(denied(problems)));
	}

	@Bean
	@Order(1)
	SecurityFilterChain publicChain(HttpSecurity http) {
		return http.securityMatcher(UrlSpace.PUBLIC)
			.authorizeHttpRequests((calls) -> calls.anyRequest().permitAll())
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain administrationChain(HttpSecurity http, CredentialResolver credentialResolver,
			CredentialCheck credentialCheck, AccessRules rules) {
		return http.securityMatcher(UrlSpace.ADMINISTRATION)
			.addFilterBefore(new CredentialFilter(credentialResolver, credentialCheck),
					AnonymousAuthenticationFilter.class)
			.authorizeHttpRequests(rules::administration)
			.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain signedInChain(HttpSecurity http, CredentialResolver credentialResolver,
			CredentialCheck credentialCheck, AccessRules rules) {
		return http
			.addFilterBefore(new CredentialFilter(credentialResolver, credentialCheck),
					AnonymousAuthenticationFilter.class)
			.authorizeHttpRequests(rules::signedIn)
			.build();
	}

	private static AccessDeniedHandler denied(ProblemWriter problems) {
		return (request, response, denial) -> {
			Session session = SessionAuthentication.current();
			problems.write(request, response, reason(session, denial));
		};
	}

	private static Exception reason(@Nullable Session session, Exception denial) {
		if (session != null && session.mustChangePassword()) {
			return new PasswordChangeRequiredException();
		}
		return (session != null && session.mustSetUpFactor()) ? new FactorSetupRequiredException() : denial;
	}

}
