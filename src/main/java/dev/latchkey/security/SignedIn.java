package dev.latchkey.security;

import java.util.List;

import dev.latchkey.mode.Credential;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A request that goes on as a session. What it may do is listed only where somebody asks,
 * which most requests do not.
 *
 * @param session whose it is
 * @param source how it came by its credential
 */
record SignedIn(Session session, Credential.Source source) implements Authentication {

	@Override
	public List<GrantedAuthority> getAuthorities() {
		return this.session.mustChangePassword() ? AuthorityUtils.NO_AUTHORITIES
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
	public @Nullable Object getDetails() {
		return null;
	}

	@Override
	public Session getPrincipal() {
		return this.session;
	}

	@Override
	public boolean isAuthenticated() {
		return true;
	}

	@Override
	public void setAuthenticated(boolean authenticated) {
		throw new IllegalArgumentException("a session is signed in, or there is none");
	}

	@Override
	public String getName() {
		return this.session.username();
	}

}
