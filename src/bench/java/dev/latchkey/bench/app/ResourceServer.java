package dev.latchkey.bench.app;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import javax.crypto.SecretKey;

import io.jsonwebtoken.Jwts;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring's resource server: verifies a token each time, and cannot revoke one.
 */
@EnableAutoConfiguration
@Import({ Endpoints.class, ResourceServer.Login.class })
public class ResourceServer {

	private static final SecretKey SECRET = Jwts.SIG.HS256.key().build();

	private static final KeyPair PAIR = Jwts.SIG.RS256.keyPair().build();

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(ResourceServer.class, args);
	}

	private static boolean rsa(Environment environment) {
		return "RS256".equals(environment.getProperty("algorithm"));
	}

	@Bean
	JwtDecoder decoder(Environment environment) {
		return rsa(environment) ? NimbusJwtDecoder.withPublicKey((RSAPublicKey) PAIR.getPublic()).build()
				: NimbusJwtDecoder.withSecretKey(SECRET).build();
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests(
					(calls) -> calls.requestMatchers("/.well-known/**").permitAll().anyRequest().authenticated())
			.build();
	}

	@RestController
	static class Login {

		private final boolean rsa;

		Login(Environment environment) {
			this.rsa = rsa(environment);
		}

		@GetMapping(Endpoints.LOGIN)
		String login(@RequestParam String user) {
			return Jwts.builder()
				.subject(user)
				.id(UUID.randomUUID().toString())
				.claim("scope", "user")
				.expiration(Date.from(Instant.now().plusSeconds(3600)))
				.signWith(this.rsa ? PAIR.getPrivate() : SECRET)
				.compact();
		}

	}

}
