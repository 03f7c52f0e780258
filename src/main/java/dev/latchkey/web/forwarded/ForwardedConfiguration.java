package dev.latchkey.web.forwarded;

import org.apache.catalina.valves.RemoteIpValve;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForwardedConfiguration {

	@Bean
	ForwardedAddresses forwardedAddresses(ForwardedSettings settings) {
		return new ForwardedAddresses(settings);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(ForwardedSettings settings,
			ForwardedAddresses addresses) {
		return (tomcat) -> {
			tomcat.addEngineValves(new UntrustedProxyWarning(addresses), new ProxyHeaders(addresses));
			if (!settings.trustedProxies().isEmpty()) {
				RemoteIpValve forwarded = new RemoteIpValve();
				forwarded.setRemoteIpHeader("X-Forwarded-For");
				forwarded.setProtocolHeader("X-Forwarded-Proto");
				forwarded.setInternalProxies(settings.networks());
				tomcat.addEngineValves(new AddressesOnly(), forwarded);
			}
			tomcat.addEngineValves(new CanonicalAddress());
		};
	}

}
