package dev.latchkey.mode;

import java.time.Instant;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a login, in every mode.
 *
 * @param username the account's name
 * @param roles the account's roles
 * @param permissions what the roles permit
 * @param mustChangePassword whether the password has to be changed first
 * @param session the session
 * @param tokens the tokens, only where the client asked for them
 * @param deviceToken the mark of the device, for a client that keeps its tokens itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoginAnswer(String username, SortedSet<String> roles, SortedSet<String> permissions,
		boolean mustChangePassword, SessionAnswer session, @JsonUnwrapped @Nullable TokenResponse tokens,
		@Nullable String deviceToken) {

	/**
	 * Return the answer to a login.
	 * @param issued the credentials issued to the client
	 * @return the answer
	 */
	public static LoginAnswer of(IssuedCredentials issued) {
		return of(issued, null);
	}

	/**
	 * Return the answer to a login of a client that keeps its tokens itself.
	 * @param issued the credentials issued to the client
	 * @param deviceToken the mark by which the device is known from now on
	 * @return the answer
	 */
	public static LoginAnswer of(IssuedCredentials issued, @Nullable String deviceToken) {
		Session session = issued.session();
		return new LoginAnswer(session.username(), session.roles(), session.permissions(), session.mustChangePassword(),
				SessionAnswer.of(session), issued.tokens(), deviceToken);
	}

	/**
	 * Keep the token out of logs.
	 */
	@Override
	public String toString() {
		return "LoginAnswer[" + this.username + "]";
	}

	/**
	 * A session, as its owner sees it.
	 *
	 * @param handle its public name
	 * @param startedAt when it was opened
	 * @param expiresAt when it ends at the latest
	 */
	public record SessionAnswer(String handle, Instant startedAt, Instant expiresAt) {

		/**
		 * Return what the owner of a session sees of it.
		 * @param session the session
		 * @return the answer
		 */
		public static SessionAnswer of(Session session) {
			return new SessionAnswer(session.handle(), session.startedAt(), session.expiresAt());
		}

	}

}
