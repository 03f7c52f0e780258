package dev.latchkey.bench.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring Security as it comes, with the servlet container's sessions in memory. The two
 * peers with Spring Session differ from it by one annotation.
 */
@EnableAutoConfiguration
@Import({ Endpoints.class, ServletSessions.Login.class })
public class ServletSessions {

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(ServletSessions.class, args);
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http
			.exceptionHandling((refusals) -> refusals
				.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
			.authorizeHttpRequests(
					(calls) -> calls.requestMatchers("/.well-known/**").permitAll().anyRequest().authenticated())
			.build();
	}

	@RestController
	static class Login {

		private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

		@GetMapping(Endpoints.LOGIN)
		void login(@RequestParam String user, HttpServletRequest request, HttpServletResponse response) {
			User principal = new User(user, "", AuthorityUtils.createAuthorityList("ROLE_USER"));
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
			this.contexts.saveContext(context, request, response);
		}

	}

}
