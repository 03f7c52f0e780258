package dev.latchkey.security;

import java.io.IOException;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Authorises a request by the session whose credential it carries. On public paths
 * credentials are ignored: a stale cookie must not keep a user from the login.
 */
class CredentialFilter extends GenericFilterBean {

	private final CredentialResolver credentialResolver;

	private final CredentialCheck credentialCheck;

	CredentialFilter(CredentialResolver credentialResolver, CredentialCheck credentialCheck) {
		this.credentialResolver = credentialResolver;
		this.credentialCheck = credentialCheck;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Credential credential = credential((HttpServletRequest) request);
		if (credential != null) {
			SecurityContextHolder.setContext(new SecurityContextImpl(
					new SessionAuthentication(this.credentialCheck.open(credential), credential.source())));
		}
		chain.doFilter(request, response);
	}

	private @Nullable Credential credential(HttpServletRequest request) {
		return UrlSpace.PUBLIC.matches(request) ? null : this.credentialResolver.resolve(request);
	}

}
