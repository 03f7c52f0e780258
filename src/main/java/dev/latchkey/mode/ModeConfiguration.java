package dev.latchkey.mode;

import java.time.Clock;

import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.LastSeen;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;

@Configuration(proxyBeanMethods = false)
class ModeConfiguration {

	@Bean
	CredentialCookies credentialCookies(CookieSettings settings) {
		return new CredentialCookies(settings);
	}

	@Bean
	CredentialResolver presentedCredentials(CredentialCookies cookies) {
		return new CredentialResolver(cookies);
	}

	@Bean
	CookieCsrfGuard cookieCalls(CsrfTokenRepository tokens, CsrfTokenRequestHandler handler) {
		return new CookieCsrfGuard(tokens, handler);
	}

	@Bean
	CredentialCheck credentialCheck(Mode mode, RevocationView view, LastSeen lastSeen, Clock clock) {
		return new CredentialCheck(mode, view, lastSeen, clock);
	}

}
