package dev.latchkey.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import dev.latchkey.datastore.LongRuns;
import dev.latchkey.problem.ServerBusyException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.text.RowFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The import and the export of users, for programs.
 */
@RestController
@RequestMapping("/api/admin/users")
class TransferApi {

	/**
	 * What is thrown away of a file that is not read to its end: so many bytes, so long.
	 */
	private static final long DISCARDED = 64L * 1024 * 1024;

	private static final long DISCARDING = 5_000;

	private final LongRuns discards = new LongRuns();

	private final LongRuns exports = new LongRuns();

	private final UserImport importing;

	private final UserExport export;

	private final RunningImports running;

	private final JsonMapper json;

	TransferApi(UserImport importing, UserExport export, RunningImports running, JsonMapper json) {
		this.importing = importing;
		this.export = export;
		this.running = running;
		this.json = json;
	}

	/**
	 * Import a file, and answer with a line for each line that failed, and one that
	 * counts them all.
	 */
	@PostMapping(path = "/import", consumes = { RowFormat.CSV_TYPE, RowFormat.JSON_LINES_TYPE })
	void importUsers(ActingSession me, @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
			@RequestParam(required = false) @Nullable String existing, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ImportOptions options = new ImportOptions(dryRun, ExistingUsers.of(existing));
		if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
			throw new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		}
		LineFormat format = LineFormats.toRead(LineFormats.sent(request.getContentType()), this.json);
		PatientInput input = new PatientInput(request.getInputStream(), me::require);
		try {
			importUsers(me, format, input, options, response);
		}
		finally {
			// a client that waits to be asked for the file sends nothing
			if (input.hasBegun() || request.getHeader(HttpHeaders.EXPECT) == null) {
				discard(me, input);
			}
		}
	}

	private void importUsers(ActingSession me, LineFormat format, PatientInput input, ImportOptions options,
			HttpServletResponse response) throws IOException {
		ImportTally tally = new ImportTally(this.json);
		LongRuns.Place place = this.running.begin(me.session().accountId(), tally);
		try {
			if (!options.dryRun()) {
				me.requireRecentProof();
			}
			@Nullable ImportStop stop = this.importing.run(me, format, input, options, tally);
			response.setContentType(RowFormat.JSON_LINES.contentType());
			OutputStream out = response.getOutputStream();
			tally.writeFailures(out);
			out.write(tally.summary(stop).getBytes(StandardCharsets.UTF_8));
		}
		finally {
			place.close();
		}
		// last: who has read the answer may begin the next import at once
		response.flushBuffer();
	}

	/**
	 * Throw the rest of a file away, so that its client reads why it was not taken. For
	 * that as well an account has one thread.
	 */
	private void discard(ActingSession me, PatientInput input) {
		this.discards.take(me.session().accountId()).ifPresent((place) -> {
			try {
				input.discard(DISCARDED, DISCARDING);
			}
			finally {
				place.close();
			}
		});
	}

	/**
	 * Send all users, in the format that the parameter names, or that the client accepts.
	 */
	@GetMapping("/export")
	void exportUsers(ActingSession me, @RequestParam(defaultValue = "false") boolean hashes,
			@RequestParam(required = false) @Nullable String format, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		RowFormat wanted = (format != null)
				? RowFormat.of(format).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST))
				: RowFormat.JSON_LINES.orAccepted(request.getHeader(HttpHeaders.ACCEPT));
		LongRuns.Place place = this.exports.take(me.session().accountId()).orElseThrow(ServerBusyException::new);
		try {
			if (hashes) {
				me.requireRecentProof();
			}
			this.export.send(me, wanted, hashes, request, response);
		}
		finally {
			place.close();
		}
	}

}
