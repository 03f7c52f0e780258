package dev.latchkey.mode.jwt;

import java.time.Clock;

import dev.latchkey.key.EnableAccessKeys;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.session.SessionSettings;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("jwt")
@EnableAccessKeys
@Import({ AccessTokenVerifier.class, JwtMode.class, RefreshController.class, RefreshCookie.class,
		RefreshInspection.class, RefreshTokens.class, TokenPairIssuer.class, TokenRefresh.class })
class JwtModeConfiguration {

	@Bean
	AccessTokenWriter accessTokenWriter(KeyRing keyRing, JwtSettings settings, IssuerSettings issuerSettings,
			SessionSettings sessionSettings, CredentialCookies cookies, Clock clock) {
		// browsers count the cookie's name as well
		int longest = CompactToken.LONGEST - cookies.name(CredentialCookies.CREDENTIAL).length() - "=".length();
		return new AccessTokenWriter(keyRing, settings, issuerSettings, sessionSettings, longest, clock);
	}

	@Bean
	FilterRegistrationBean<RenewalFilter> renewalFilter(CredentialResolver credentialResolver,
			RefreshCookie refreshCookie, TokenRefresh tokenRefresh, AccessTokenVerifier accessTokenVerifier,
			Clock clock) {
		FilterRegistrationBean<RenewalFilter> filter = new FilterRegistrationBean<>(
				new RenewalFilter(credentialResolver, refreshCookie, tokenRefresh, accessTokenVerifier, clock));
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
		return filter;
	}

}
