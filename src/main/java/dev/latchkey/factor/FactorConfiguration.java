package dev.latchkey.factor;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(Factors.class)
class FactorConfiguration {

}
