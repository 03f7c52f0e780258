package dev.latchkey.login;

import dev.latchkey.account.Accounts;
import dev.latchkey.mode.CookieCsrfGuard;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Gate;
import dev.latchkey.throttle.DeviceTokens;
import dev.latchkey.throttle.Throttle;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ContinuePage.class, LoginApi.class, LoginPage.class, MeApi.class, PasswordPage.class })
class LoginConfiguration {

	@Bean
	Logout logout(Endings endings, Mode mode, CredentialResolver presented, CookieCsrfGuard cookieCalls) {
		return new Logout(endings, mode, presented, cookieCalls);
	}

	@Bean
	KnownDevices deviceMarks(DeviceTokens tokens, Accounts accounts, CredentialCookies cookies) {
		return new KnownDevices(tokens, accounts, cookies);
	}

	@Bean
	Login login(Gate gate, Passwords passwords, Mode mode, Logout logout, Throttle throttle, KnownDevices marks,
			ApplicationEventPublisher events) {
		return new Login(gate, passwords, mode, logout, throttle, marks, events);
	}

	@Bean
	PasswordChange passwordChange(Gate gate, Accounts accounts, Passwords passwords, Mode mode, Login login,
			Throttle throttle, ApplicationEventPublisher events) {
		return new PasswordChange(gate, accounts, passwords, mode, login, throttle, events);
	}

}
