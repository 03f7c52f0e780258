package dev.latchkey.web.server;

import java.time.Duration;

import dev.latchkey.web.forwarded.ForwardedAddresses;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	/** Longer than anything holds a place that gives it back. */
	private static final Duration LONGEST = Duration.ofDays(365);

	// the timer of the deadline ticks once a second
	private static final Duration LATE = Duration.ofSeconds(10);

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients(SlowClientSettings settings,
			ForwardedAddresses forwarded) {
		ConnectionRoom room = ConnectionRoom.of(Runtime.getRuntime().maxMemory());
		ClientPlaces bodies = new ClientPlaces(settings.waitingBodies(), settings.waitingBodiesPerNetwork(),
				settings.bodyTimeout().plus(LATE));
		ConnectionLimits limits = new ConnectionLimits(
				new ClientPlaces(Integer.MAX_VALUE, room.ofNetwork(settings.connectionsPerNetwork()), LONGEST),
				new ClientPlaces(settings.waitingAnswers(), settings.waitingAnswersPerNetwork(), LONGEST),
				settings.headTimeout(), forwarded::isTrusted);
		return (tomcat) -> {
			@Nullable Http2 http2 = tomcat.getHttp2();
			if (http2 != null && http2.isEnabled()) {
				throw new UnsupportedHttp2Exception();
			}
			tomcat.setProtocol(ServerProtocol.class.getName());
			tomcat.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof ServerProtocol protocol) {
					room.limit(protocol);
					protocol.limit(limits);
					protocol.setRelaxedPathChars(RawTargets.CHARACTERS);
					protocol.setRelaxedQueryChars(RawTargets.CHARACTERS);
					String contextPath = String.valueOf(tomcat.getSettings().getContextPath());
					protocol.putInFront((container) -> new RawTargets(new BodyReader(container, bodies,
							forwarded::clientOf, settings.bodyTimeout(), new UserFiles(contextPath)), contextPath));
				}
			});
		};
	}

	@Bean
	FilterRegistrationBean<BodyRefusalFilter> bodyRefusalFilter() {
		FilterRegistrationBean<BodyRefusalFilter> filter = new FilterRegistrationBean<>(new BodyRefusalFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
		return filter;
	}

}
