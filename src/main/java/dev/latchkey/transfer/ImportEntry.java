package dev.latchkey.transfer;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A line of a batch, and what became of it.
 */
final class ImportEntry {

	private final long line;

	private final @Nullable String typed;

	private final @Nullable WantedUser user;

	private @Nullable Outcome outcome;

	private @Nullable String fault;

	private ImportEntry(long line, @Nullable String typed, @Nullable WantedUser user) {
		this.line = line;
		this.typed = typed;
		this.user = user;
	}

	static ImportEntry of(long line, @Nullable String typed, WantedUser user) {
		return new ImportEntry(line, typed, user);
	}

	static ImportEntry failed(long line, @Nullable String typed, String fault) {
		ImportEntry entry = new ImportEntry(line, typed, null);
		entry.fail(fault);
		return entry;
	}

	long line() {
		return this.line;
	}

	@Nullable String typed() {
		return this.typed;
	}

	/**
	 * Return the user, if the line could be read.
	 */
	@Nullable WantedUser user() {
		return this.user;
	}

	/**
	 * Return the user of a line that could be read.
	 */
	WantedUser wanted() {
		return Objects.requireNonNull(this.user);
	}

	/**
	 * Return what became of it, or {@code null} as long as nothing has.
	 */
	@Nullable Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Return whether the database was asked about it, and what became of it is final.
	 */
	boolean wasPutIntoEffect() {
		return this.user != null && this.outcome != null;
	}

	@Nullable String fault() {
		return this.fault;
	}

	void end(Outcome reached) {
		this.outcome = reached;
	}

	void fail(String code) {
		this.outcome = Outcome.FAILED;
		this.fault = code;
	}

	/**
	 * What becomes of a line.
	 */
	enum Outcome {

		CREATED, UPDATED, SKIPPED, FAILED

	}

}
