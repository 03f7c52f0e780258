package dev.latchkey.audit.store;

import java.time.Instant;

import dev.latchkey.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is kept. No text in it is longer than its column, and
 * none can break a line, see {@link SafeText}. No token, cookie, password or hash is ever
 * put into one.
 *
 * @param id random; makes it harmless to write an event twice
 * @param time when
 * @param type what
 * @param actor the name of who did it, where that is known
 * @param accountId the account that it happened to
 * @param subject the name of what it happened to: an account, a role
 * @param handle the session that it is about, else the one that did it
 * @param address where the request came from
 * @param userAgent what the client called itself
 * @param reason why, as a word
 * @param detail more, for people
 */
public record AuditEvent(String id, Instant time, EventType type, @Nullable String actor, @Nullable String accountId,
		@Nullable String subject, @Nullable String handle, @Nullable String address, @Nullable String userAgent,
		@Nullable String reason, @Nullable String detail) {

	/**
	 * Return whether somebody did this to somebody else's account.
	 */
	public boolean byAnother() {
		return this.actor != null && !this.actor.equals(this.subject);
	}

}
