package dev.latchkey.transfer;

import java.util.List;

/**
 * The codes of all that can go wrong in an import. The page has words for each.
 */
final class ImportCodes {

	/** Why a line fails. */
	static final List<String> FAULTS = List.of("duplicate", "hash-too-costly", "invalid-csv", "invalid-email",
			"invalid-encoding", "invalid-field", "invalid-hash", "invalid-json", "invalid-name", "invalid-role",
			"invalid-status", "invalid-username", "last-administrator", "line-too-long", "not-grantable",
			"unknown-field", "unknown-role", "unknown-user", "username-taken");

	/** Why an import stops before the end of its file. */
	static final List<String> STOPS = List.of("broken-off", "forbidden", "internal-error", "session-ended",
			"too-many-failures", "too-many-lines", "too-slow", "unavailable");

	/** Why a file is refused as a whole. */
	static final List<String> REFUSALS = List.of("invalid_encoding", "invalid_header", "unknown_column");

	private ImportCodes() {
	}

}
