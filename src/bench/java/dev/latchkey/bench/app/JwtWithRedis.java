package dev.latchkey.bench.app;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import javax.crypto.SecretKey;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What most tutorials build: a filter that verifies a token, and asks Redis each time
 * whether it has been revoked.
 */
@EnableAutoConfiguration
@Import({ Endpoints.class, JwtWithRedis.Login.class })
public class JwtWithRedis {

	private static final SecretKey KEY = Jwts.SIG.HS256.key().build();

	// built once: many tutorials build one for each request, which costs extra
	private static final JwtParser PARSER = Jwts.parser().verifyWith(KEY).build();

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(JwtWithRedis.class, args);
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http, StringRedisTemplate redis) {
		return http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.exceptionHandling((refusals) -> refusals
				.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
			.addFilterBefore(new TokenFilter(redis), UsernamePasswordAuthenticationFilter.class)
			.authorizeHttpRequests(
					(calls) -> calls.requestMatchers("/.well-known/**").permitAll().anyRequest().authenticated())
			.build();
	}

	@RestController
	static class Login {

		@GetMapping(Endpoints.LOGIN)
		String login(@RequestParam String user) {
			return Jwts.builder()
				.subject(user)
				.id(UUID.randomUUID().toString())
				.claim("roles", "ROLE_USER")
				.expiration(Date.from(Instant.now().plusSeconds(3600)))
				.signWith(KEY)
				.compact();
		}

	}

	private static final class TokenFilter extends OncePerRequestFilter {

		private final StringRedisTemplate redis;

		TokenFilter(StringRedisTemplate redis) {
			this.redis = redis;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String header = request.getHeader("Authorization");
			if (header != null && header.startsWith("Bearer ")) {
				authenticate(header.substring(7));
			}
			chain.doFilter(request, response);
		}

		private void authenticate(String token) {
			Claims claims;
			try {
				claims = PARSER.parseSignedClaims(token).getPayload();
			}
			catch (JwtException ex) {
				return;
			}
			if (!this.redis.hasKey("denied:" + claims.getId())) {
				SecurityContext context = SecurityContextHolder.createEmptyContext();
				context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(claims.getSubject(), null,
						AuthorityUtils.createAuthorityList(claims.get("roles", String.class))));
				SecurityContextHolder.setContext(context);
			}
		}

	}

}
