package dev.latchkey.audit.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.audit.store.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event as the owner of the account sees it: without the name and the address of
 * another user who did it.
 *
 * @param time when it happened
 * @param type what happened, as a code
 * @param title what happened, as text for people
 * @param outcome {@code success} or {@code failure}
 * @param handle the session, if the owner did it
 * @param address where the request came from
 * @param userAgent the User-Agent header
 * @param reason the reason, as a code
 * @param detail more, as text for people
 * @param count how many of these there were; more than one only for refusals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnerEventView(Instant time, String type, @JsonIgnore String title, String outcome, @Nullable String handle,
		@Nullable String address, @Nullable String userAgent, @Nullable String reason, @Nullable String detail,
		long count) {

	static OwnerEventView of(AuditEvent event) {
		EventType type = event.type();
		return event.isByAnother()
				? new OwnerEventView(event.time(), type.code(), type.title(), type.outcome(), null, null, null,
						event.reason(), event.detail(), event.count())
				: new OwnerEventView(event.time(), type.code(), type.title(), type.outcome(), event.handle(),
						event.address(), event.userAgent(), event.reason(), event.detail(), event.count());
	}

}
