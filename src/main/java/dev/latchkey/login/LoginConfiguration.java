package dev.latchkey.login;

import dev.latchkey.account.Accounts;
import dev.latchkey.mode.CookieCalls;
import dev.latchkey.mode.Mode;
import dev.latchkey.mode.PresentedCredentials;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Gate;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ContinuePage.class, LoginApi.class, LoginPage.class, MeApi.class, PasswordPage.class })
class LoginConfiguration {

	@Bean
	Logout logout(Endings endings, Mode mode, PresentedCredentials presented, CookieCalls cookieCalls) {
		return new Logout(endings, mode, presented, cookieCalls);
	}

	@Bean
	Login login(Gate gate, Passwords passwords, Mode mode, Logout logout, ApplicationEventPublisher events) {
		return new Login(gate, passwords, mode, logout, events);
	}

	@Bean
	PasswordChange passwordChange(Gate gate, Accounts accounts, Passwords passwords, Mode mode, Login login,
			ApplicationEventPublisher events) {
		return new PasswordChange(gate, accounts, passwords, mode, login, events);
	}

}
