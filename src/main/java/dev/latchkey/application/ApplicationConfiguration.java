package dev.latchkey.application;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(Applications.class)
class ApplicationConfiguration {

}
