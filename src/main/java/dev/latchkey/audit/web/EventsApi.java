package dev.latchkey.audit.web;

import java.io.IOException;
import java.time.Instant;

import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.text.RowFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The event log as JSON, page by page, or all events that match as CSV or JSON lines.
 */
@RestController
@RequestMapping("/api/admin/events")
class EventsApi {

	private final AuditEvents events;

	private final EventExport export;

	EventsApi(AuditEvents events, EventExport export) {
		this.events = events;
		this.export = export;
	}

	@GetMapping
	EventView.EventPage list(@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to, @RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
		return EventView.EventPage.of(this.events.page(EventQueries.queryOf(type, subject, from, to), page, size));
	}

	/**
	 * Send all events that match, in the format that a parameter names.
	 */
	@GetMapping(params = "format")
	void exportAs(@RequestParam String format, @RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		RowFormat wanted = RowFormat.of(format).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
		this.export.send(wanted, EventQueries.queryOf(type, subject, from, to), request, response);
	}

	/**
	 * Send all events that match, in the format that the client accepts.
	 */
	@GetMapping(produces = { RowFormat.CSV_TYPE, RowFormat.JSON_LINES_TYPE })
	void exportAccepted(@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		this.export.send(RowFormat.CSV.orAccepted(request.getHeader(HttpHeaders.ACCEPT)),
				EventQueries.queryOf(type, subject, from, to), request, response);
	}

}
