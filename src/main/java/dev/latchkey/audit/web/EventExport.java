package dev.latchkey.audit.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.audit.store.EventQuery;
import dev.latchkey.datastore.LongRuns;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.problem.ServerBusyException;
import dev.latchkey.session.Session;
import dev.latchkey.text.RowFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

/**
 * Sends all events that match, newest first. Reads them in batches, each from where the
 * one before ended: an export of any size needs little memory, and a client that reads
 * slowly holds no connection to the database. It holds a thread, of which exports have a
 * few, and one for each account.
 */
class EventExport {

	private static final int AT_ONCE = 1000;

	private final LongRuns exports = new LongRuns();

	private final AuditEvents events;

	private final JsonMapper json;

	EventExport(AuditEvents events, JsonMapper json) {
		this.events = events;
		this.json = json;
	}

	/**
	 * Send them, if no other export of this account runs.
	 * @throws ServerBusyException if too many exports run
	 * @throws IOException if the client is gone, or takes too little at a time
	 */
	void send(RowFormat format, EventQuery query, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Session asking = Objects.requireNonNull(SessionAuthentication.current());
		LongRuns.Place place = this.exports.take(asking.accountId()).orElseThrow(ServerBusyException::new);
		try {
			write(format, query, request, response);
		}
		finally {
			place.close();
		}
	}

	private void write(RowFormat format, EventQuery query, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		// read before the headers, so that a failure is an error and not an empty file
		List<AuditEvent> batch = this.events.after(null, query, AT_ONCE);
		response.setContentType(format.contentType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"events." + format.code() + "\"");
		if (request.getMethod().equals("HEAD")) {
			return;
		}
		Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
		out.write((format == RowFormat.CSV) ? EventCsv.HEAD : "");
		while (!batch.isEmpty()) {
			for (AuditEvent event : batch) {
				out.write(line(format, EventView.of(event)));
			}
			@Nullable AuditEvent last = (batch.size() == AT_ONCE) ? batch.get(AT_ONCE - 1) : null;
			batch = (last != null) ? this.events.after(last, query, AT_ONCE) : List.of();
		}
		out.flush();
	}

	private String line(RowFormat format, EventView event) {
		return switch (format) {
			case CSV -> EventCsv.line(event);
			case JSON_LINES -> this.json.writeValueAsString(event) + "\n";
		};
	}

}
