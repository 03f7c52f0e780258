package dev.latchkey.web.client;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ClientAuthentication.class)
class ClientConfiguration {

}
