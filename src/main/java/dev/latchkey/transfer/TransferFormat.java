package dev.latchkey.transfer;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;

/**
 * The formats of files of users.
 */
enum TransferFormat {

	CSV("csv", TransferFormat.CSV_TYPE), JSON_LINES("ndjson", TransferFormat.JSON_LINES_TYPE);

	static final String CSV_TYPE = "text/csv";

	static final String JSON_LINES_TYPE = "application/x-ndjson";

	private final String code;

	private final String type;

	TransferFormat(String code, String type) {
		this.code = code;
		this.type = type;
	}

	/**
	 * Return the format with a code.
	 */
	static TransferFormat named(String code) {
		return Stream.of(values())
			.filter((format) -> format.code.equals(code))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
	}

	/**
	 * Return the format that a client prefers: JSON lines if it does not ask for CSV.
	 */
	static TransferFormat accepted(@Nullable String accept) {
		List<String> types = MediaType.parseMediaTypes(accept)
			.stream()
			.map((type) -> type.getType() + "/" + type.getSubtype())
			.toList();
		return (types.contains(CSV.type) && !types.contains(JSON_LINES.type)) ? CSV : JSON_LINES;
	}

	/**
	 * Return the format of what was sent.
	 */
	static TransferFormat sent(@Nullable String contentType) {
		return (contentType != null && MediaType.parseMediaType(contentType).getSubtype().equals("csv")) ? CSV
				: JSON_LINES;
	}

	/**
	 * Return the format that a text has: JSON begins with a brace.
	 */
	static TransferFormat of(String text) {
		return text.strip().startsWith("{") ? JSON_LINES : CSV;
	}

	LineFormat toRead(JsonMapper json) {
		return (this == CSV) ? CsvLines.toRead() : new JsonLines(json);
	}

	LineFormat toWrite(JsonMapper json, boolean hashes) {
		return (this == CSV) ? CsvLines.toWrite(hashes) : new JsonLines(json);
	}

	String code() {
		return this.code;
	}

	String contentType() {
		return this.type + ";charset=UTF-8";
	}

}
