package dev.latchkey.account;

import java.time.Clock;

import dev.latchkey.password.Passwords;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

	@Bean
	Administrators administrators(JdbcClient jdbc, TransactionOperations transactions) {
		return new Administrators(jdbc, transactions);
	}

	@Bean
	Roles roles(JdbcClient jdbc, Administrators administrators, ApplicationEventPublisher events) {
		return new Roles(jdbc, administrators, events);
	}

	@Bean
	Accounts accounts(JdbcClient jdbc, Administrators administrators, Roles roles, ApplicationEventPublisher events) {
		return new Accounts(jdbc, administrators, roles, events);
	}

	@Bean
	Applications services(JdbcClient jdbc, Administrators administrators, TransactionOperations transactions,
			ApplicationEventPublisher events, Clock clock) {
		return new Applications(jdbc, administrators, transactions, events, clock);
	}

	@Bean
	FirstAdministrator firstAdministrator(Accounts accounts, Administrators administrators, Passwords passwords,
			FirstAdminSettings settings) {
		return new FirstAdministrator(accounts, administrators, passwords, settings, System.out);
	}

}
