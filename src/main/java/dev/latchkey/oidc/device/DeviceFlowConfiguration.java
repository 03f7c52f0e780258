package dev.latchkey.oidc.device;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ActivatePage.class, DeviceAuthorizationEndpoint.class, DeviceCodeGrant.class, UserCodeGuard.class,
		WaitingDevices.class })
class DeviceFlowConfiguration {

}
