package dev.latchkey.oauth;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What an application was given in some sessions has ended, and the sessions go on.
 * Published in the transaction that ends it, before that holds the log.
 *
 * @param applicationId names the registration of the application
 * @param clientId its client id
 * @param accountId whose sessions they are
 * @param username the name of that account, or {@code null} if it is gone
 * @param handles the sessions, each once
 * @param cause why it ended
 * @param actor who did it: a username, or {@code application/} and a client id
 */
public record GrantsEnded(String applicationId, String clientId, String accountId, @Nullable String username,
		List<String> handles, Cause cause, String actor) {

	/**
	 * Why grants end by themselves.
	 */
	public enum Cause {

		/** A code came again, or from another application (RFC 9700, 4.5). */
		CODE_REUSE,
		/** A refresh token came again that had been replaced (RFC 9700, 4.14.2). */
		REFRESH_REUSE,
		/** The application has no more use for it (RFC 7009). */
		REVOKED,
		/** The person, or an administrator, took it away. */
		TAKEN_AWAY;

		/**
		 * Return the cause as a word.
		 * @return the word in lower case, such as {@code code_reuse}
		 */
		public String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
