package dev.latchkey.security;

import java.io.IOException;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.PresentedCredentials;
import dev.latchkey.session.Session;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Lets a request go on as the session whose credential it carries. On public paths
 * credentials are not looked at: a stale cookie must not keep anybody from the login.
 */
class CredentialFilter extends GenericFilterBean {

	private final PresentedCredentials presented;

	private final CredentialCheck check;

	CredentialFilter(PresentedCredentials presented, CredentialCheck check) {
		this.presented = presented;
		this.check = check;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Credential credential = credential((HttpServletRequest) request);
		if (credential != null) {
			SecurityContextHolder.setContext(new SecurityContextImpl(authentication(credential)));
		}
		chain.doFilter(request, response);
	}

	private @Nullable Credential credential(HttpServletRequest request) {
		return Access.PUBLIC.matches(request) ? null : this.presented.of(request);
	}

	private Authentication authentication(Credential credential) {
		Session session = this.check.open(credential);
		String[] authorities = session.mustChangePassword() ? new String[0]
				: session.permissions().toArray(String[]::new);
		return new PreAuthenticatedAuthenticationToken(session, credential.source(),
				AuthorityUtils.createAuthorityList(authorities));
	}

}
