package dev.latchkey.oidc;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is signed in, for pages that can do without a session: a credential that
 * opens nothing counts as none, because the person is then asked to sign in.
 */
public class SignedInVisitors {

	private final CredentialResolver credentialResolver;

	private final CredentialCheck credentialCheck;

	SignedInVisitors(CredentialResolver credentialResolver, CredentialCheck credentialCheck) {
		this.credentialResolver = credentialResolver;
		this.credentialCheck = credentialCheck;
	}

	/**
	 * Return the session of a request.
	 * @param request the request
	 * @return the session, or {@code null} if there is none
	 * @throws dev.latchkey.mode.AmbiguousCredentialsException if it carries two
	 * credentials
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 */
	public @Nullable Session find(HttpServletRequest request) {
		try {
			return findLive(request);
		}
		catch (SessionEndedException ex) {
			return null;
		}
	}

	/**
	 * Return the session of a request, for a page that tells a person why it has ended.
	 * @param request the request
	 * @return the session, or {@code null} if there is none
	 * @throws SessionEndedException if it has ended
	 * @throws dev.latchkey.mode.AmbiguousCredentialsException if the request carries two
	 * credentials
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 */
	public @Nullable Session findLive(HttpServletRequest request) {
		@Nullable Credential credential = this.credentialResolver.resolve(request);
		if (credential == null) {
			return null;
		}
		try {
			return this.credentialCheck.open(credential);
		}
		catch (InvalidCredentialException ex) {
			return null;
		}
	}

}
