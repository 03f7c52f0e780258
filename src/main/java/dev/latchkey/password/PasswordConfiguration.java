package dev.latchkey.password;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(Passwords.class)
class PasswordConfiguration {

}
