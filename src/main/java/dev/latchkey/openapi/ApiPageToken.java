package dev.latchkey.openapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sets the cookie with the CSRF token when the page of the API is opened: it sends the
 * token with what it tries out, and may be the first page that a browser opens.
 */
class ApiPageToken implements WebMvcConfigurer, HandlerInterceptor {

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/swagger-ui/index.html");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
			// reading it sets its cookie
			token.getToken();
		}
		return true;
	}

}
