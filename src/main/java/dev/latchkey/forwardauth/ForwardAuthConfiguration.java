package dev.latchkey.forwardauth;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ForwardAuth.class)
class ForwardAuthConfiguration {

}
