package dev.latchkey.audit.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.datastore.Page;
import org.jspecify.annotations.Nullable;

/**
 * An event as an administrator sees it.
 *
 * @param time when it happened
 * @param type what happened, as a code
 * @param title what happened, as text for people
 * @param outcome {@code success} or {@code failure}
 * @param actor the name of the user who did it
 * @param subject the name of what it happened to
 * @param handle the session that it is about, else the acting session
 * @param address where the request came from
 * @param userAgent the User-Agent header
 * @param reason the reason, as a code
 * @param detail more, as text for people
 * @param count how many of these there were; more than one only for refusals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(Instant time, String type, @JsonIgnore String title, String outcome, @Nullable String actor,
		@Nullable String subject, @Nullable String handle, @Nullable String address, @Nullable String userAgent,
		@Nullable String reason, @Nullable String detail, long count) {

	static EventView of(AuditEvent event) {
		return new EventView(event.time(), event.type().code(), event.type().title(), event.type().outcome(),
				event.actor(), event.subject(), event.handle(), event.address(), event.userAgent(), event.reason(),
				event.detail(), event.count());
	}

	/**
	 * A page of events.
	 *
	 * @param events the events on this page
	 * @param page the number of the page, from 0
	 * @param size how many events a full page has
	 * @param total how many events there are on all pages
	 */
	record EventPage(List<EventView> events, int page, int size, long total) {

		static EventPage of(Page<AuditEvent> page) {
			return new EventPage(page.map(EventView::of).items(), page.page(), page.size(), page.total());
		}

	}

}
