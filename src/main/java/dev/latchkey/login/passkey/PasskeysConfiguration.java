package dev.latchkey.login.passkey;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ PasskeyChanges.class, PasskeysApi.class, PasskeysPage.class })
class PasskeysConfiguration {

}
