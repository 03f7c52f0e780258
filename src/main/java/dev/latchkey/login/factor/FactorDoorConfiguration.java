package dev.latchkey.login.factor;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ FactorsApi.class, FactorsPage.class, OwnFactors.class })
class FactorDoorConfiguration {

}
