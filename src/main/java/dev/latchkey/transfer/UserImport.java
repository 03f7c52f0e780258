package dev.latchkey.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.password.Passwords;
import dev.latchkey.problem.InvalidImportException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.transfer.ImportEntry.Outcome;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Imports a file of users while it comes. Only one batch of lines is kept in memory. Each
 * batch checks again who imports it, so the end of that session stops the import.
 */
class UserImport {

	private static final int BATCH = 250;

	private static final long MOST_LINES = 1_000_000;

	private final ImportBatch batch;

	private final Passwords passwords;

	private final ApplicationEventPublisher events;

	UserImport(ImportBatch batch, Passwords passwords, ApplicationEventPublisher events) {
		this.batch = batch;
		this.passwords = passwords;
		this.events = events;
	}

	/**
	 * Import a file.
	 * @param tally counts what becomes of the lines
	 * @return why it has stopped before the end of the file, or {@code null}
	 * @throws InvalidImportException if no line of the file can be taken
	 * @throws RuntimeException if it has failed before any line has come to an end
	 */
	@Nullable ImportStop run(ActingSession me, LineFormat format, PatientInput input, ImportOptions options, ImportTally tally)
			throws IOException {
		FileLines lines = new FileLines(input);
		List<ImportEntry> entries = new ArrayList<>(BATCH);
		@Nullable String code = null;
		try {
			code = read(me, lines, format, options, entries, tally);
		}
		catch (RuntimeException | IOException ex) {
			if (tally.isEmpty()) {
				throw ex;
			}
			code = ImportStop.codeOf(ex);
		}
		// without any line, nothing was imported
		if (!options.dryRun() && !tally.isEmpty()) {
			this.events.publishEvent(new UsersImported(tally.countOf(Outcome.CREATED), tally.countOf(Outcome.UPDATED),
					tally.countOf(Outcome.SKIPPED), tally.countOf(Outcome.FAILED), (code != null) ? code : "complete"));
		}
		return (code != null) ? new ImportStop(code,
				entries.stream()
					.filter((entry) -> entry.outcome() == null)
					.mapToLong(ImportEntry::line)
					.findFirst()
					.orElse(lines.number() + 1))
				: null;
	}

	private @Nullable String read(ActingSession me, FileLines lines, LineFormat format, ImportOptions options,
			List<ImportEntry> entries, ImportTally tally) throws IOException {
		UserReading reading = new UserReading(this.passwords);
		boolean room = true;
		while (room && lines.next()) {
			if (lines.number() > MOST_LINES) {
				room = apply(me, entries, options, tally);
				return "too-many-lines";
			}
			ImportEntry entry = entry(lines, format, reading);
			if (entry != null) {
				entries.add(entry);
			}
			if (entries.size() >= BATCH) {
				room = apply(me, entries, options, tally);
			}
		}
		room = room && apply(me, entries, options, tally);
		return room ? null : "too-many-failures";
	}

	private static @Nullable ImportEntry entry(FileLines lines, LineFormat format, UserReading reading) {
		@Nullable String typed = null;
		try {
			@Nullable String text = lines.text();
			@Nullable UserLine line = (text != null) ? format.read(text) : null;
			if (line == null) {
				return null;
			}
			typed = line.username();
			return ImportEntry.of(lines.number(), typed, reading.read(line));
		}
		catch (RuntimeException ex) {
			@Nullable String fault = UserReading.codeOf(ex);
			if (fault == null) {
				throw ex;
			}
			return ImportEntry.failed(lines.number(), typed, fault);
		}
	}

	/**
	 * Put lines into effect, and forget those of which something has become.
	 * @return whether there is room for more failures
	 */
	private boolean apply(ActingSession me, List<ImportEntry> entries, ImportOptions options, ImportTally tally) {
		boolean whole = false;
		try {
			this.batch.apply(me, entries, options, tally);
			whole = true;
		}
		finally {
			if (whole || entries.stream().anyMatch(ImportEntry::wasPutIntoEffect)) {
				entries.forEach(tally::count);
				entries.removeIf((entry) -> entry.outcome() != null);
			}
		}
		return tally.hasRoom();
	}

}
