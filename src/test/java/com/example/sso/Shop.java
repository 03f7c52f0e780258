package com.example.sso;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An app of Spring's own parts that signs people in with Latchkey. It is started without
 * {@code SpringApplication}, which would find Latchkey's own settings on the class path.
 */
final class Shop implements AutoCloseable {

	private final AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();

	/**
	 * Start the shop.
	 * @param yaml its settings
	 * @param port where it listens
	 */
	Shop(String yaml, int port) {
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("guide",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
				this.context.getEnvironment().getPropertySources().addFirst(source);
			}
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("more", Map.of("server.port", port, "server.address", "127.0.0.1")));
		this.context.register(ShopSignIn.class, Parts.class);
		this.context.refresh();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
			SecurityFilterAutoConfiguration.class, OAuth2ClientAutoConfiguration.class,
			OAuth2ClientWebSecurityAutoConfiguration.class })
	@RestController
	static class Parts {

		@GetMapping(path = "/", produces = "text/html")
		String home() {
			return "<h1>Shop</h1>";
		}

		@GetMapping(path = "/orders", produces = "text/html")
		String orders(Principal principal, CsrfToken csrf) {
			return """
					<h1>Orders of %s</h1>
					<form method="post" action="/logout"><input type="hidden" name="%s" value="%s">
					<button>Sign out</button></form>
					""".formatted(principal.getName(), csrf.getParameterName(), csrf.getToken());
		}

		@GetMapping("/stock")
		String stock() {
			return "stock";
		}

	}

}
