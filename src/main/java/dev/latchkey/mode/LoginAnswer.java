package dev.latchkey.mode;

import java.time.Instant;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a login answers, in every mode.
 *
 * @param username the account's name
 * @param roles the account's roles
 * @param permissions what the roles permit
 * @param mustChangePassword whether the password has to be changed first
 * @param session the session
 * @param tokens the tokens, only where the client asked for them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoginAnswer(String username, SortedSet<String> roles, SortedSet<String> permissions,
		boolean mustChangePassword, SessionAnswer session, @JsonUnwrapped @Nullable Tokens tokens) {

	/**
	 * Return the answer to a login.
	 * @param issued what the login got
	 * @return the answer
	 */
	public static LoginAnswer of(Issued issued) {
		Session session = issued.session();
		return new LoginAnswer(session.username(), session.roles(), session.permissions(), session.mustChangePassword(),
				SessionAnswer.of(session), issued.tokens());
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
		 * Return what its owner sees of a session.
		 * @param session the session
		 * @return the answer
		 */
		public static SessionAnswer of(Session session) {
			return new SessionAnswer(session.handle(), session.startedAt(), session.expiresAt());
		}

	}

}
