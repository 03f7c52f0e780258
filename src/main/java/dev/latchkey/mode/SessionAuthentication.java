package dev.latchkey.mode;

import java.util.Collection;
import java.util.List;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A request that is authorised by a session. The authorities are listed only when they
 * are asked for, which most requests do not need.
 */
// a security context is not stored
@SuppressWarnings("serial")
public final class SessionAuthentication extends AbstractAuthenticationToken {

	private final Session session;

	private final Credential.Source source;

	/**
	 * Authorise a request by a session.
	 * @param session the session, which is live
	 * @param source where in the request its credential was
	 */
	public SessionAuthentication(Session session, Credential.Source source) {
		super(List.of());
		this.session = session;
		this.source = source;
		setAuthenticated(true);
	}

	/**
	 * Return the session that authorises the request which this thread is serving.
	 * @return the session, or {@code null} if the request is anonymous or there is none
	 */
	public static @Nullable Session current() {
		return sessionOf(SecurityContextHolder.getContext().getAuthentication());
	}

	/**
	 * Return the session that an authentication stands for.
	 * @param authentication any authentication, or {@code null}
	 * @return the session, or {@code null} if it stands for none
	 */
	public static @Nullable Session sessionOf(@Nullable Authentication authentication) {
		return (authentication instanceof SessionAuthentication signedIn) ? signedIn.getPrincipal() : null;
	}

	@Override
	public Collection<GrantedAuthority> getAuthorities() {
		return this.session.isFree() ? AuthorityUtils.createAuthorityList(this.session.permissions()) : List.of();
	}

	/**
	 * Return where the credential was; the credential itself is not kept.
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
