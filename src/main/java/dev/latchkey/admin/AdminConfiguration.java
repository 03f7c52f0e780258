package dev.latchkey.admin;

import dev.latchkey.account.Accounts;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Endings;
import dev.latchkey.throttle.Throttle;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({ UsersApi.class, UsersPage.class, OnlineApi.class, OnlinePage.class, RolesApi.class, ThrottleApi.class })
class AdminConfiguration {

	@Bean
	Users users(Accounts accounts, Passwords passwords, Endings endings, TransactionOperations transaction) {
		return new Users(accounts, passwords, endings, transaction);
	}

	@Bean
	Throttles throttles(Users users, Throttle throttle) {
		return new Throttles(users, throttle);
	}

}
