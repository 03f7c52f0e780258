package dev.latchkey.session;

import org.jspecify.annotations.Nullable;

/**
 * A session that asks for a change, and the permission that the call takes. Whether it
 * lives, and what its account may do, is up to the database at the moment of the change.
 */
public final class ActingSession implements ChangeAuthority {

	private final Session session;

	private final @Nullable String permission;

	private final boolean recent;

	private final SessionAuthority authority;

	ActingSession(Session session, @Nullable String permission, boolean recent, SessionAuthority authority) {
		this.session = session;
		this.permission = permission;
		this.recent = recent;
		this.authority = authority;
	}

	/**
	 * Return this session as the authority of a change that asks for a recent proof: of
	 * factors and addresses, and of what gives roles or applications away. Hand it on as
	 * it is, to {@link AuthorizedChanges} or {@link Endings}; whether the proof is recent
	 * is then asked in the transaction of the change.
	 *
	 * <pre class="code">
	 * this.changes.make(acting.withRecentProof(), (permissions) -&gt; ...);
	 * </pre>
	 *
	 * A call that reads, and one that answers before it changes anything, asks by
	 * {@link #requireRecentProof}.
	 * @return the authority, whose {@link #require} throws a {@link ProofTooOldException}
	 * where the person last showed a password, a code or a passkey longer ago than
	 * {@code latchkey.session.proof-age}
	 */
	public ActingSession withRecentProof() {
		return new ActingSession(this.session, this.permission, true, this.authority);
	}

	/**
	 * Require a recent proof now: for a call that has a cost before its change, or gives
	 * away what is secret and changes nothing.
	 * @throws ProofTooOldException if the proof is too old
	 * @throws SessionEndedException if the session has ended, or its account is disabled
	 * @throws org.springframework.security.access.AccessDeniedException if the account
	 * lacks the permission
	 */
	public void requireRecentProof() {
		this.authority.require(this.session, this.permission, true);
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
	 * @throws ProofTooOldException if it asks for a recent proof, and the newest one is
	 * too old
	 */
	@Override
	public ChangeRights require() {
		return this.authority.require(this.session, this.permission, this.recent);
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
