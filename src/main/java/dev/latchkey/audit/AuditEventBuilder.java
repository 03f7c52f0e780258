package dev.latchkey.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.session.Session;
import dev.latchkey.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Builds an event. Takes the actor, the session and the origin from the request that this
 * thread is serving, unless told otherwise.
 */
final class AuditEventBuilder {

	private final EventType type;

	private final RequestOrigin origin;

	private @Nullable String actor;

	private @Nullable String accountId;

	private @Nullable String subject;

	private @Nullable String handle;

	private @Nullable String reason;

	private @Nullable String detail;

	AuditEventBuilder(EventType type) {
		this(type, RequestOrigin.current());
	}

	AuditEventBuilder(EventType type, RequestOrigin origin) {
		this.type = type;
		this.origin = origin;
		Session session = this.origin.session();
		this.actor = (session != null) ? session.username() : null;
		this.handle = (session != null) ? session.handle() : null;
	}

	AuditEventBuilder by(@Nullable String username) {
		this.actor = username;
		return this;
	}

	AuditEventBuilder about(@Nullable String accountId, @Nullable String username) {
		this.accountId = accountId;
		this.subject = username;
		return this;
	}

	AuditEventBuilder about(String name) {
		return about(null, name);
	}

	AuditEventBuilder session(@Nullable String handle) {
		this.handle = handle;
		return this;
	}

	AuditEventBuilder because(String reason) {
		this.reason = reason;
		return this;
	}

	AuditEventBuilder detail(String detail) {
		this.detail = detail;
		return this;
	}

	AuditEvent at(Instant time) {
		return new AuditEvent(RandomIds.next(), time.truncatedTo(ChronoUnit.MICROS), this.type,
				SafeText.escape(this.actor, 128), SafeText.escape(this.accountId, 22),
				SafeText.escape(this.subject, 128), SafeText.escape(this.handle, 22),
				SafeText.escape(this.origin.address(), 45), SafeText.escape(this.origin.userAgent(), 256),
				SafeText.escape(this.reason, 64), SafeText.escape(this.detail, 512), 1);
	}

}
