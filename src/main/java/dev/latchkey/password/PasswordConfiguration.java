package dev.latchkey.password;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

	@Bean
	Passwords passwords(PasswordSettings settings) {
		return new Passwords(settings);
	}

}
