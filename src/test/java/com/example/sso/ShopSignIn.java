package com.example.sso;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.SecurityFilterChain;

/**
 * As {@code src/docs/openid-connect.md} shows it, to the letter.
 */
@Configuration(proxyBeanMethods = false)
class ShopSignIn {

	@Bean
	SecurityFilterChain chain(HttpSecurity http, ClientRegistrationRepository registrations) {
		OidcClientInitiatedLogoutSuccessHandler signOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
		signOut.setPostLogoutRedirectUri("{baseUrl}/");
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/")
				.permitAll()
				.requestMatchers("/stock")
				.hasRole("KEEPER")
				.anyRequest()
				.authenticated())
			.oauth2Login(Customizer.withDefaults())
			.oidcLogout((logout) -> logout.backChannel(Customizer.withDefaults()))
			.logout((logout) -> logout.logoutSuccessHandler(signOut))
			.build();
	}

	@Bean
	GrantedAuthoritiesMapper roles() {
		return (authorities) -> authorities.stream().flatMap(ShopSignIn::withRoles).collect(Collectors.toSet());
	}

	private static Stream<GrantedAuthority> withRoles(GrantedAuthority authority) {
		List<String> roles = (authority instanceof OidcUserAuthority user)
				? user.getIdToken().getClaimAsStringList("roles") : null;
		return Stream.concat(Stream.of(authority),
				Stream.ofNullable(roles)
					.flatMap(List::stream)
					.map((role) -> new SimpleGrantedAuthority("ROLE_" + role)));
	}

}
