package com.example.shop;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.web.SecurityFilterChain;

/**
 * As {@code src/docs/verify.md} shows it, to the letter.
 */
@Configuration(proxyBeanMethods = false)
class ShopSecurity {

	@Bean
	OAuth2TokenValidator<Jwt> accessTokensOnly() {
		return new JwtTypeValidator("at+jwt");
	}

	@Bean
	OAuth2TokenValidator<Jwt> nothingIsLeftToDoFirst() {
		return (token) -> (token.hasClaim("must_change_password") || token.hasClaim("must_set_up_factor"))
				? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
				: OAuth2TokenValidatorResult.success();
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/stock").hasRole("KEEPER").anyRequest().authenticated())
			.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

}
