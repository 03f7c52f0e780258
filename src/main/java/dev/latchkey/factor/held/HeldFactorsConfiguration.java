package dev.latchkey.factor.held;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(FactorInventory.class)
class HeldFactorsConfiguration {

}
