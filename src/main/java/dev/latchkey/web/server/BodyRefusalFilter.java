package dev.latchkey.web.server;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.web.filter.GenericFilterBean;

/**
 * Fails the requests whose bodies {@link BodyReader} has refused.
 */
class BodyRefusalFilter extends GenericFilterBean {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getAttribute(BodyRefusal.ATTRIBUTE) instanceof BodyRefusal refusal) {
			throw refusal.exception();
		}
		chain.doFilter(request, response);
	}

}
