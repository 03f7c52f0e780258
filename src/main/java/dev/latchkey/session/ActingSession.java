package dev.latchkey.session;

import org.jspecify.annotations.Nullable;

/**
 * A session that asks for a change, and the permission that the call takes. Whether it
 * lives, and what its account may do, is up to the database at the moment of the change.
 */
public final class ActingSession implements ChangeAuthority {

	private final Session session;

	private final @Nullable String permission;

	private final SessionAuthority authority;

	ActingSession(Session session, @Nullable String permission, SessionAuthority authority) {
		this.session = session;
		this.permission = permission;
		this.authority = authority;
	}

	/**
	 * Return the session as its credential describes it.
	 * @return the session
	 */
	public Session session() {
		return this.session;
	}

	@Override
	public String actor() {
		return this.session.username();
	}

	/**
	 * {@inheritDoc}
	 * @throws SessionEndedException if the session has ended, or its account is disabled
	 * @throws org.springframework.security.access.AccessDeniedException if the account
	 * lacks the permission
	 */
	@Override
	public ChangeRights require() {
		return this.authority.require(this.session, this.permission);
	}

	/**
	 * {@inheritDoc}
	 * @throws SessionEndedException if the session has ended
	 */
	@Override
	public void requireStill(ChangeRights rights, long seq) {
		// what takes a permission from an account ends its sessions
		if (seq > rights.asOf()) {
			this.authority.requireNotEnded(this.session, rights.asOf(), seq);
		}
	}

}
