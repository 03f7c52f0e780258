package dev.latchkey.url;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
class UrlConfiguration {

	@Bean
	PublicUrl publicUrl(PublicUrlSettings settings, Environment environment) {
		return new PublicUrl(settings.publicUrl(), contextPath(environment));
	}

	/**
	 * The templates call it by this bean's name.
	 */
	@Bean
	ReservedPaths reservedPaths(Environment environment) {
		return new ReservedPaths(contextPath(environment));
	}

	/**
	 * Return the path as the server takes it: of a slash at its end it makes nothing.
	 */
	private static String contextPath(Environment environment) {
		String path = environment.getProperty("server.servlet.context-path", "").strip();
		return StringUtils.trimTrailingCharacter(path, '/');
	}

}
