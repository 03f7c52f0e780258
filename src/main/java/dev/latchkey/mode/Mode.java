package dev.latchkey.mode;

import java.util.List;

import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * How sessions are remembered. A method is here only if every mode keeps its promise; a
 * mode never decides a status code, a body or a redirect.
 */
public interface Mode {

	/**
	 * Return the name of the mode, which is also its profile's.
	 * @return {@code session} or {@code jwt}
	 */
	String name();

	/**
	 * Return how clients may carry a credential.
	 * @return the transports; the first is what a REST login gets by default
	 */
	List<Transport> transports();

	/**
	 * Issue the credential of a session that the gate has opened.
	 * @param opened the session
	 * @return what the client gets
	 */
	IssuedCredentials issue(OpenedSession opened);

	/**
	 * Read a credential, whether or not it is still good.
	 * @param credential what the client sent
	 * @return the session that it opens or opened
	 * @throws InvalidCredentialException if it is not authentic
	 * @throws dev.latchkey.session.SessionEndedException if it is authentic, and only the
	 * end of its session is still known
	 */
	CredentialReading read(Credential credential);

	/**
	 * Read a credential of any kind for an application that asks about it, whether or not
	 * it is still good. This changes nothing: the session is not seen in use, and a
	 * refresh token is not used up.
	 * @param value the credential's text
	 * @return what it says
	 * @throws InvalidCredentialException if it is not authentic
	 * @throws dev.latchkey.session.SessionEndedException if it is authentic, and its
	 * session is known to have ended
	 */
	CredentialInspection inspect(String value);

	/**
	 * Let a credential tell of a renewed proof, from now on at this node. Other nodes
	 * learn of it when they read the credential again, or with the next one. Whether a
	 * proof is recent is up to the directory, not to a credential.
	 * @param credential what the client sent
	 * @param session the session, as the directory has it now
	 */
	void renew(Credential credential, Session session);

	/**
	 * Return which session a credential of any kind names, even if the session has ended.
	 * @param value the credential's text
	 * @return the handle, or {@code null} where it is not authentic
	 */
	@Nullable String handleOf(String value);

	/**
	 * Return expired cookies that clear the credential.
	 * @return the cookies to set
	 */
	List<ResponseCookie> expiredCookies();

	/**
	 * Return how to say that a credential is missing.
	 * @return the value of a {@code WWW-Authenticate} header (RFC 9110, 11.6.1)
	 */
	String challenge();

	/**
	 * Return how to say that a credential is not, or no longer, good.
	 * @return the value of a {@code WWW-Authenticate} header
	 */
	String challengeInvalid();

}
