package dev.latchkey.mode.jwt;

import java.time.Clock;

import dev.latchkey.key.CompactToken;
import dev.latchkey.key.EnableSigningKeys;
import dev.latchkey.key.KeyRing;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.session.SessionRefresh;
import dev.latchkey.session.SessionSettings;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("jwt")
@EnableSigningKeys
@Import({ KeysApi.class, RefreshController.class, RefreshCookie.class, RefreshTokens.class, TokenRefresh.class })
class JwtModeConfiguration {

	@Bean
	AccessTokens accessTokens(KeyRing keys, JwtSettings settings, SessionSettings sessionSettings,
			CredentialCookies cookies, Clock clock) {
		// browsers count the cookie's name as well
		int longest = CompactToken.LONGEST - cookies.name(CredentialCookies.CREDENTIAL).length() - "=".length();
		return new AccessTokens(keys, settings, sessionSettings, longest, clock);
	}

	@Bean
	JwtMode jwtMode(AccessTokens accessTokens, RefreshTokens refreshTokens, SessionRefresh sessionRefresh,
			CredentialCookies cookies, Clock clock) {
		return new JwtMode(accessTokens, refreshTokens, new RefreshInspection(refreshTokens, sessionRefresh), cookies,
				clock);
	}

	@Bean
	FilterRegistrationBean<RenewalFilter> renewalFilter(CredentialResolver presented, RefreshCookie cookie,
			TokenRefresh refresh, JwtMode mode, Clock clock) {
		FilterRegistrationBean<RenewalFilter> filter = new FilterRegistrationBean<>(
				new RenewalFilter(presented, cookie, refresh, mode, clock));
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
		return filter;
	}

}
