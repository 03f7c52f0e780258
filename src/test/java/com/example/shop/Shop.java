package com.example.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service of a team that uses Latchkey. It is started without
 * {@code SpringApplication}, which would find Latchkey's own settings on the class path.
 */
final class Shop implements AutoCloseable {

	private final AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();

	/**
	 * Start the shop.
	 * @param yaml its settings
	 * @param more further settings
	 * @param types its configurations
	 */
	Shop(String yaml, Map<String, Object> more, Class<?>... types) {
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("guide",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
				this.context.getEnvironment().getPropertySources().addFirst(source);
			}
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("more", more));
		this.context.register(types);
		this.context.register(Parts.class);
		this.context.refresh();
	}

	int port() {
		return this.context.getWebServer().getPort();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
			SecurityFilterAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class,
			OAuth2ResourceServerWebSecurityAutoConfiguration.class, DataRedisAutoConfiguration.class })
	@RestController
	static class Parts {

		@GetMapping("/orders")
		String orders(Principal principal) {
			return "orders of " + principal.getName();
		}

		@GetMapping("/stock")
		String stock() {
			return "stock";
		}

	}

}
