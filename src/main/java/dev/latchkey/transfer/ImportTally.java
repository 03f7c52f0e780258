package dev.latchkey.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.text.SafeText;
import dev.latchkey.transfer.ImportEntry.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of the lines of a file. Those that failed are written to the client when
 * all of the file has come, as many clients read nothing before they have sent all of it.
 * Until then they wait here, compressed, and there is room for so many.
 */
final class ImportTally {

	private static final int ROOM = 4 * 1024 * 1024;

	private static final int LONGEST_NAME = 128;

	private final JsonMapper json;

	private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

	private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

	private final GZIPOutputStream failures;

	private boolean confirmed = true;

	// read by other threads while the import runs
	private volatile ImportProgress progress = new ImportProgress(true, 0, 0);

	ImportTally(JsonMapper json) {
		this.json = json;
		try {
			this.failures = new GZIPOutputStream(this.kept, 4096);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Count a line, if something has become of it.
	 */
	void count(ImportEntry entry) {
		@Nullable Outcome outcome = entry.outcome();
		if (outcome != null) {
			this.counts.merge(outcome, 1L, Long::sum);
			this.progress = new ImportProgress(true, entry.line(), countOf(Outcome.FAILED));
		}
		if (outcome == Outcome.FAILED) {
			keep(entry);
		}
	}

	private void keep(ImportEntry failed) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("line", failed.line());
		members.put("username", SafeText.escape(failed.typed(), LONGEST_NAME));
		members.put("error", failed.fault());
		try {
			this.failures.write((this.json.writeValueAsString(members) + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ImportProgress progress() {
		return this.progress;
	}

	/**
	 * Return whether there is room for the failures of another batch.
	 */
	boolean hasRoom() {
		return this.kept.size() < ROOM;
	}

	long countOf(Outcome outcome) {
		return this.counts.getOrDefault(outcome, 0L);
	}

	/**
	 * Note how many nodes know what a batch has ended.
	 */
	void confirm(NodeConfirmation nodes) {
		this.confirmed = this.confirmed && nodes.complete();
	}

	/**
	 * Return whether what was ended is over on every node.
	 */
	boolean isConfirmed() {
		return this.confirmed;
	}

	/**
	 * Return whether no line has come to an end.
	 */
	boolean isEmpty() {
		return this.counts.isEmpty();
	}

	/**
	 * Write the failures. Nothing can be counted after it.
	 */
	void writeFailures(OutputStream out) throws IOException {
		this.failures.close();
		try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(this.kept.toByteArray()))) {
			lines.transferTo(out);
		}
	}

	/**
	 * Return the last line.
	 * @param stop why the import has stopped before the end of the file, and at which
	 * line, or {@code null}
	 */
	String summary(@Nullable ImportStop stop) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("created", countOf(Outcome.CREATED));
		members.put("updated", countOf(Outcome.UPDATED));
		members.put("skipped", countOf(Outcome.SKIPPED));
		members.put("failed", countOf(Outcome.FAILED));
		if (!this.confirmed) {
			members.put("confirmed", false);
		}
		if (stop != null) {
			members.put("error", stop.code());
			members.put("line", stop.line());
		}
		return this.json.writeValueAsString(members) + "\n";
	}

}
