package dev.latchkey.bench.app;

import cn.dev33.satoken.exception.NotLoginException;
import cn.dev33.satoken.interceptor.SaInterceptor;
import cn.dev33.satoken.stp.StpUtil;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sa-Token with its sessions in Redis, and without Spring Security.
 */
@EnableAutoConfiguration
@Import({ Endpoints.class, SaToken.Login.class, SaToken.Refusal.class })
public class SaToken {

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(SaToken.class, args);
	}

	@Bean
	WebMvcConfigurer doors() {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new SaInterceptor((handler) -> StpUtil.checkLogin()))
					.excludePathPatterns("/.well-known/**");
			}
		};
	}

	@RestController
	static class Login {

		@GetMapping(Endpoints.LOGIN)
		String login(@RequestParam String user) {
			StpUtil.login(user);
			return StpUtil.getTokenValue();
		}

	}

	@RestControllerAdvice
	static class Refusal {

		@ExceptionHandler(NotLoginException.class)
		@ResponseStatus(HttpStatus.UNAUTHORIZED)
		void refused() {
			// the status says it all
		}

	}

}
