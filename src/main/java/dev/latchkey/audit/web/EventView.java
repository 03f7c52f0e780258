package dev.latchkey.audit.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.audit.store.EventPage;
import org.jspecify.annotations.Nullable;

/**
 * An event as an administrator sees it.
 *
 * @param time when
 * @param type what
 * @param title what, for people
 * @param outcome {@code success} or {@code failure}
 * @param actor who did it
 * @param subject what it happened to
 * @param handle the session that it is about, else the one that did it
 * @param address where the request came from
 * @param userAgent what the client called itself
 * @param reason why, as a word
 * @param detail more, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(Instant time, String type, @JsonIgnore String title, String outcome, @Nullable String actor,
		@Nullable String subject, @Nullable String handle, @Nullable String address, @Nullable String userAgent,
		@Nullable String reason, @Nullable String detail) {

	static EventView of(AuditEvent event) {
		return new EventView(event.time(), event.type().code(), event.type().title(), event.type().outcome(),
				event.actor(), event.subject(), event.handle(), event.address(), event.userAgent(), event.reason(),
				event.detail());
	}

	/**
	 * A page of them.
	 *
	 * @param events the events on this page
	 * @param page the number of the page, from 0
	 * @param size how many events a full page has
	 * @param total how many events there are on all pages
	 */
	record Page(List<EventView> events, int page, int size, long total) {

		static Page of(EventPage page) {
			return new Page(page.events().stream().map(EventView::of).toList(), page.page(), page.size(), page.total());
		}

	}

}
