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
	PresentedCredentials presentedCredentials(CredentialCookies cookies) {
		return new PresentedCredentials(cookies);
	}

	@Bean
	CookieCalls cookieCalls(CsrfTokenRepository tokens, CsrfTokenRequestHandler handler) {
		return new CookieCalls(tokens, handler);
	}

	@Bean
	CredentialCheck credentialCheck(Mode mode, RevocationView view, LastSeen lastSeen, Clock clock) {
		return new CredentialCheck(mode, view, lastSeen, clock);
	}

}
