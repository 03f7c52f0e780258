package dev.latchkey.command;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(PasswordReset.class)
class CommandConfiguration {

}
