package dev.latchkey.security;

import java.io.IOException;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Continues a request as the session whose credential it carries. It is not in the chain
 * of the public paths: a stale cookie must not keep a user from the login.
 */
class CredentialFilter extends GenericFilterBean {

	private final CredentialResolver presented;

	private final CredentialCheck check;

	CredentialFilter(CredentialResolver presented, CredentialCheck check) {
		this.presented = presented;
		this.check = check;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Credential credential = this.presented.of((HttpServletRequest) request);
		if (credential != null) {
			SecurityContextHolder.setContext(new SecurityContextImpl(
					new SessionAuthentication(this.check.open(credential), credential.source())));
		}
		chain.doFilter(request, response);
	}

}
