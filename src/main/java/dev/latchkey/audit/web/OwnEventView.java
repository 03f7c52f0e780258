package dev.latchkey.audit.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.audit.store.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event as the owner of the account sees it: where others did something, neither their
 * name nor where they were.
 *
 * @param time when
 * @param type what
 * @param title what, for people
 * @param outcome {@code success} or {@code failure}
 * @param handle the session, where it is one's own
 * @param address where the request came from
 * @param userAgent what the client called itself
 * @param reason why, as a word
 * @param detail more, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnEventView(Instant time, String type, @JsonIgnore String title, String outcome, @Nullable String handle,
		@Nullable String address, @Nullable String userAgent, @Nullable String reason, @Nullable String detail) {

	static OwnEventView of(AuditEvent event) {
		EventType type = event.type();
		return event.byAnother()
				? new OwnEventView(event.time(), type.code(), type.title(), type.outcome(), null, null, null,
						event.reason(), event.detail())
				: new OwnEventView(event.time(), type.code(), type.title(), type.outcome(), event.handle(),
						event.address(), event.userAgent(), event.reason(), event.detail());
	}

}
