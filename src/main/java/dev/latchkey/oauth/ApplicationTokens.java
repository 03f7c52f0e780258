package dev.latchkey.oauth;

import dev.latchkey.application.Application;
import org.jspecify.annotations.Nullable;

/**
 * Judges the tokens that applications were given: by their signature or MAC, and by what
 * this node knows of endings. An access token takes no statement in steady state.
 */
public class ApplicationTokens {

	/**
	 * Return what an access token opens.
	 * @param accessToken the token, as the client sent it
	 * @return what it says, and its session, which is live
	 * @throws InvalidApplicationTokenException if it opens nothing
	 * @throws dev.latchkey.session.SessionEndedException if it did, and the session has
	 * ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if this node does not know the
	 * session or the key, and it cannot be read
	 */
	public ApplicationToken open(String accessToken) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Look at a token for an application that asks about it.
	 * @param token an access token or a refresh token
	 * @return what it says, or {@code null} if it is not active
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException likewise
	 */
	public @Nullable InspectedToken inspect(String token) {
		throw new UnsupportedOperationException();
	}

	/**
	 * End the grant of a token that an application has no more use for (RFC 7009, 2.1).
	 * One that is not its own, or not active, ends nothing.
	 * @param token an access token or a refresh token
	 * @param application the application that it was given to
	 * @return whether every node has applied it, which is also the case where nothing
	 * ended
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public boolean revoke(String token, Application application) {
		throw new UnsupportedOperationException();
	}

}
