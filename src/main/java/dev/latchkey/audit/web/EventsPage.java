package dev.latchkey.audit.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.audit.store.EventQuery;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.text.RowFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The event log as HTML pages. Filters by whole days in UTC, like all times on the pages.
 */
@Controller
@RequestMapping("/admin/events")
class EventsPage {

	private static final int PAGE = 50;

	private final AuditEvents events;

	private final EventExport export;

	EventsPage(AuditEvents events, EventExport export) {
		this.events = events;
		this.export = export;
	}

	@GetMapping
	String page(Search search, @RequestParam(defaultValue = "0") int page, Model model) {
		model.addAttribute("types", EventType.values());
		model.addAttribute("search", search);
		model.addAttribute("events", EventView.EventPage.of(this.events.page(search.query(), Math.max(page, 0), PAGE)));
		return "events";
	}

	@GetMapping("/export")
	void export(Search search, @RequestParam String format, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		RowFormat wanted = RowFormat.of(format).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
		this.export.send(wanted, search.query(), request, response);
	}

	/**
	 * The search form.
	 *
	 * @param type a type's code, or empty for all
	 * @param subject a name
	 * @param from the first day
	 * @param to the last day
	 */
	record Search(@Nullable String type, @Nullable String subject,
			@DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
			@DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {

		EventQuery query() {
			return EventQueries.queryOf(this.type, this.subject, start(this.from),
					start((this.to != null) ? this.to.plusDays(1) : null));
		}

		/**
		 * Return a link with the same search. Public, because the page asks for it.
		 */
		public String link(String path) {
			return UriComponentsBuilder.fromPath(path)
				.queryParam("type", "{type}")
				.queryParam("subject", "{subject}")
				.queryParam("from", "{from}")
				.queryParam("to", "{to}")
				.encode()
				.buildAndExpand(text(this.type), text(this.subject), text(this.from), text(this.to))
				.toUriString();
		}

		private static @Nullable Instant start(@Nullable LocalDate day) {
			return (day != null) ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : null;
		}

		private static String text(@Nullable Object value) {
			return (value != null) ? value.toString() : "";
		}

	}

}
