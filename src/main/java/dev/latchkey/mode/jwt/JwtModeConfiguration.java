package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.revocation.Revocations;
import dev.latchkey.session.SessionRefresh;
import dev.latchkey.session.SessionSettings;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Profile("jwt")
@Import({ RefreshController.class, JwksController.class, KeysApi.class })
class JwtModeConfiguration {

	private static final int LOOKS = 4;

	private static final Duration SELDOM = Duration.ofSeconds(10);

	@Bean
	DerivedKeys derivedKeys(@Value("${latchkey.master-key}") String masterKey) {
		return new DerivedKeys(masterKey);
	}

	@Bean
	SigningKeys signingKeys(JdbcClient jdbc, DerivedKeys keys) {
		return new SigningKeys(jdbc, new KeyEncryption(keys));
	}

	@Bean
	KeyRing keyRing(SigningKeys keys, RevocationView view, Clock clock) {
		return new KeyRing(keys, view, clock, System::nanoTime);
	}

	@Bean(initMethod = "start")
	KeyRotation keySchedule(SigningKeys keys, KeyRing ring, TransactionOperations transaction,
			ApplicationEventPublisher events, JwtSettings settings, Clock clock) {
		return new KeyRotation(keys, ring, transaction, events, settings, clock);
	}

	@Bean
	KeyRevocation keyBurning(SigningKeys keys, KeyRing ring, KeyRotation schedule, Revocations revocations,
			RevocationBroadcast broadcast, TransactionOperations transaction, ApplicationEventPublisher events,
			Clock clock) {
		return new KeyRevocation(keys, ring, schedule, revocations, broadcast, transaction, events, clock);
	}

	@Bean
	SchedulingConfigurer keyReading(KeyRotation schedule, JwtSettings settings) {
		// several times before a new key signs
		Duration often = settings.keyLeadTime().dividedBy(LOOKS);
		return (tasks) -> tasks.addFixedDelayTask(schedule, (often.compareTo(SELDOM) < 0) ? often : SELDOM);
	}

	@Bean
	AccessTokens accessTokens(KeyRing keys, JwtSettings settings, SessionSettings sessionSettings,
			CredentialCookies cookies, Clock clock) {
		// browsers count the cookie's name as well
		int longest = CompactToken.LONGEST - cookies.name(CredentialCookies.CREDENTIAL).length() - "=".length();
		return new AccessTokens(keys, settings, sessionSettings, longest, clock);
	}

	@Bean
	RefreshTokens refreshTokens(DerivedKeys keys) {
		return new RefreshTokens(keys);
	}

	@Bean
	JwtMode jwtMode(AccessTokens accessTokens, RefreshTokens refreshTokens, SessionRefresh reopening,
			CredentialCookies cookies, Clock clock) {
		return new JwtMode(accessTokens, refreshTokens, new RefreshInspection(refreshTokens, reopening), cookies,
				clock);
	}

	@Bean
	TokenRefresh refresh(RefreshTokens tokens, SessionRefresh reopening, JwtMode mode) {
		return new TokenRefresh(tokens, reopening, mode);
	}

	@Bean
	RefreshCookie refreshCookie(CredentialCookies cookies) {
		return new RefreshCookie(cookies);
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
