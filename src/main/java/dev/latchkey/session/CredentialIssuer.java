package dev.latchkey.session;

/**
 * Issues what a client gets for an opened session. The gate calls it within its own
 * transaction: nothing is issued for a session that was not opened, and a session for
 * which nothing could be issued is not opened.
 *
 * @param <T> what is issued
 */
@FunctionalInterface
public interface CredentialIssuer<T> {

	/**
	 * Issue credentials.
	 * @param opened the session
	 * @return what the client gets
	 */
	T issue(OpenedSession opened);

}
