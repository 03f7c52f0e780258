package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One durable, numbered ending.
 *
 * @param seq the place in the log; contiguous, in the order of commits
 * @param id random; tells apart two rows that got the same number because the database
 * was rewound
 * @param scope what is ended
 * @param accountId the account, or {@code null} where none in particular is meant
 * @param handle the session, where a single one is meant, or the id of a signing key or
 * of a grant, the name of a role, or a client id
 * @param reason why
 * @param actor who did it: a username, {@code application/} and a client id, or
 * {@code system}
 * @param createdAt when
 * @param expiresAt when nothing that it ends can be alive any more, and an hour
 */
public record Revocation(long seq, String id, Scope scope, @Nullable String accountId, @Nullable String handle,
		EndReason reason, String actor, Instant createdAt, Instant expiresAt) {

	static final Duration KEPT_LONGER = Duration.ofHours(1);

	/**
	 * Return the same ending for one account that it concerns.
	 */
	Revocation ofAccount(String account) {
		return new Revocation(this.seq, this.id, Scope.ACCOUNT, account, null, this.reason, this.actor, this.createdAt,
				this.expiresAt);
	}

	/**
	 * What a revocation ends.
	 */
	public enum Scope {

		/** One session. */
		SESSION,
		/** All earlier sessions of one account. */
		ACCOUNT,
		/** All earlier sessions. */
		EVERYBODY,
		/**
		 * All earlier sessions of the accounts that have a role; its name is in the
		 * handle's place.
		 */
		ROLE,
		/** All that a signing key has signed; the key's id is in the handle's place. */
		KEY,
		/**
		 * All that an application was given by one grant; the grant's id is in the
		 * handle's place, and no account is named: the account's sessions stay.
		 */
		GRANT,
		/**
		 * All that an application was given before; its client id is in the handle's
		 * place.
		 */
		APPLICATION

	}

}
