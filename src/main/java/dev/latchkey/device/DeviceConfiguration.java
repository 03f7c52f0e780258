package dev.latchkey.device;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ DevicesApi.class, DevicesPage.class })
class DeviceConfiguration {

}
