package dev.latchkey.role;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ Administrators.class, Roles.class, RoleChanges.class })
class RoleConfiguration {

}
