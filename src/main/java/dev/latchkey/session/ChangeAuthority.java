package dev.latchkey.session;

/**
 * On whose authority something is changed: a session's, or an application's. It is asked
 * within the transaction that makes the change, because the credential was looked at when
 * the request began, and may have been revoked since.
 */
public interface ChangeAuthority {

	/**
	 * Return the name that the change is recorded under.
	 * @return a username, or {@code application/} and a client id
	 */
	String actor();

	/**
	 * Require that the change is permitted now, by the database.
	 * @return what permits it
	 * @throws RuntimeException if it is not permitted
	 */
	ChangeRights require();

	/**
	 * Require that no ending has taken the authority away since, while the caller holds
	 * the log's lock. An authority that nothing can take away before the transaction ends
	 * has nothing to do here.
	 * @param rights what permitted the change
	 * @param seq the log's newest number but for what the change itself ends
	 * @throws RuntimeException if the change is no longer permitted
	 */
	default void requireStill(ChangeRights rights, long seq) {
	}

}
