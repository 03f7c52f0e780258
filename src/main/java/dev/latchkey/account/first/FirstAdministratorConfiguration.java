package dev.latchkey.account.first;

import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.password.Passwords;
import dev.latchkey.role.Administrators;
import dev.latchkey.url.PublicUrl;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class FirstAdministratorConfiguration {

	@Bean
	@Order(3)
	@ConditionalOnBooleanProperty(name = "latchkey.command", havingValue = false, matchIfMissing = true)
	FirstAdministrator firstAdministrator(Accounts accounts, AccountChanges changes, Administrators administrators,
			Passwords passwords, FirstAdminSettings settings, Environment environment, PublicUrl publicUrl) {
		return new FirstAdministrator(accounts, changes, administrators, passwords, settings,
				new FirstPasswordBox(environment, publicUrl, System.out));
	}

}
