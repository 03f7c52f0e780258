package dev.latchkey.url;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
class UrlConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(UrlConfiguration.class);

	@Bean
	PublicUrl publicUrl(PublicUrlSettings settings, Environment environment) {
		return new PublicUrl(settings.publicUrl(), contextPath(environment));
	}

	@Bean
	Issuer issuer(PublicUrl publicUrl) {
		return new Issuer(publicUrl);
	}

	/**
	 * Says in the log where people sign in, before anything is printed for them.
	 */
	@Bean
	ApplicationListener<ApplicationStartedEvent> publicUrlNotice(PublicUrl publicUrl) {
		return (started) -> {
			if (publicUrl.isKnown()) {
				logger.info("People sign in at {}", publicUrl.urlOf(""));
			}
		};
	}

	/**
	 * The templates call it by this bean's name.
	 */
	@Bean
	ReservedPaths reservedPaths(Environment environment) {
		return new ReservedPaths(contextPath(environment));
	}

	/**
	 * Return the path as the server reads it, without a slash at its end.
	 */
	private static String contextPath(Environment environment) {
		String path = environment.getProperty("server.servlet.context-path", "").strip();
		return StringUtils.trimTrailingCharacter(path, '/');
	}

}
