package dev.latchkey.audit.store;

import java.time.Instant;

import dev.latchkey.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored. No text in it is longer than its column, and none can break a
 * line, see {@link SafeText}. It never contains a token, cookie, password or hash.
 *
 * @param id random; makes it harmless to write an event twice
 * @param time when it happened
 * @param type what happened
 * @param actor the name of the user who did it, where that is known
 * @param accountId the account that it happened to
 * @param subject the name of what it happened to: an account, a role
 * @param handle the session that it is about, else the acting session
 * @param address where the request came from
 * @param userAgent the User-Agent header
 * @param reason the reason, as a code
 * @param detail more, as text for people
 * @param count how many of these there were; more than one only for refusals, of which
 * the rest is what all have in common, and the time that of the last
 */
public record AuditEvent(String id, Instant time, EventType type, @Nullable String actor, @Nullable String accountId,
		@Nullable String subject, @Nullable String handle, @Nullable String address, @Nullable String userAgent,
		@Nullable String reason, @Nullable String detail, long count) {

	AuditEvent withCount(long number) {
		return new AuditEvent(this.id, this.time, this.type, this.actor, this.accountId, this.subject, this.handle,
				this.address, this.userAgent, this.reason, this.detail, number);
	}

	/**
	 * Return whether one user did this to another user's account.
	 */
	public boolean isByAnother() {
		return this.actor != null && !this.actor.equals(this.subject);
	}

}
