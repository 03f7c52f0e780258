package dev.latchkey.security;

import java.io.IOException;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.PresentedCredentials;
import dev.latchkey.session.Session;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request go on as the session whose credential it carries. On public paths
 * credentials are not looked at: a stale cookie must not keep anybody from the login.
 */
class CredentialFilter extends OncePerRequestFilter {

	private final PresentedCredentials presented;

	private final CredentialCheck check;

	CredentialFilter(PresentedCredentials presented, CredentialCheck check) {
		this.presented = presented;
		this.check = check;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return Access.PUBLIC.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Credential credential = this.presented.of(request);
		if (credential != null) {
			Session session = this.check.open(credential);
			String[] authorities = session.mustChangePassword() ? new String[0]
					: session.permissions().toArray(String[]::new);
			SecurityContextHolder.setContext(new SecurityContextImpl(new PreAuthenticatedAuthenticationToken(session,
					credential.source(), AuthorityUtils.createAuthorityList(authorities))));
		}
		chain.doFilter(request, response);
	}

}
