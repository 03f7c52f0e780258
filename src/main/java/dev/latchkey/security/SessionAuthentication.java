package dev.latchkey.security;

import java.util.Collection;
import java.util.List;

import dev.latchkey.mode.Credential;
import dev.latchkey.session.Session;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A request that goes on as a session. What it may do is listed only where somebody asks,
 * which most requests do not.
 */
// a security context is not stored
@SuppressWarnings("serial")
class SessionAuthentication extends AbstractAuthenticationToken {

	private final Session session;

	private final Credential.Source source;

	SessionAuthentication(Session session, Credential.Source source) {
		super(List.of());
		this.session = session;
		this.source = source;
		setAuthenticated(true);
	}

	@Override
	public Collection<GrantedAuthority> getAuthorities() {
		return this.session.mustChangePassword() ? List.of()
				: AuthorityUtils.createAuthorityList(this.session.permissions());
	}

	/**
	 * Return where the credential was, which is all that anybody needs to know of it.
	 */
	@Override
	public Credential.Source getCredentials() {
		return this.source;
	}

	@Override
	public Session getPrincipal() {
		return this.session;
	}

	@Override
	public String getName() {
		return this.session.username();
	}

}
