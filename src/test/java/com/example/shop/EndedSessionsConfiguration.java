package com.example.shop;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * As {@code src/docs/verify.md} shows it, to the letter.
 */
@Configuration(proxyBeanMethods = false)
class EndedSessionsConfiguration {

	@Bean
	Customizer<HttpSecurity> endedSessions(StringRedisTemplate redis) {
		return (http) -> http.addFilterAfter(new EndedSessions(redis), BearerTokenAuthenticationFilter.class);
	}

}

class EndedSessions extends OncePerRequestFilter {

	private final StringRedisTemplate redis;

	EndedSessions(StringRedisTemplate redis) {
		this.redis = redis;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		int status = (authentication instanceof JwtAuthenticationToken signedIn) ? status(signedIn.getToken()) : 200;
		if (status == 200) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader((status == 401) ? "WWW-Authenticate" : "Retry-After", (status == 401) ? "Bearer" : "1");
		response.setStatus(status);
	}

	private int status(Jwt token) {
		try {
			List<String> replies = this.redis.opsForValue()
				.multiGet(List.of("latchkey:revocations:head", "latchkey:denied:" + token.getClaimAsString("sid"),
						"latchkey:denied:" + token.getHeaders().get("kid"), "latchkey:cutoff:" + token.getSubject(),
						"latchkey:cutoff"));
			if (replies.get(0) == null) {
				return 503;
			}
			long epoch = token.<Number>getClaim("epoch").longValue();
			boolean ended = replies.get(1) != null || replies.get(2) != null || endsBefore(replies.get(3), epoch)
					|| endsBefore(replies.get(4), epoch);
			return ended ? 401 : 200;
		}
		catch (DataAccessException ex) {
			return 503;
		}
	}

	private static boolean endsBefore(String cutoff, long epoch) {
		return cutoff != null && epoch < Long.parseLong(cutoff);
	}

}
