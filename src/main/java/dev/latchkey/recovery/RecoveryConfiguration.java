package dev.latchkey.recovery;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ EmailPages.class, LinkGuard.class, LinkOwners.class, LinkPasswords.class, OwnEmail.class, RecoveryApi.class,
		RecoveryPages.class, ResetRequests.class })
class RecoveryConfiguration {

}
