package dev.latchkey.audit.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * The formats that events are exported in.
 */
enum ExportFormat {

	CSV("csv", ExportFormat.CSV_TYPE), JSON_LINES("ndjson", ExportFormat.JSON_LINES_TYPE);

	static final String CSV_TYPE = "text/csv";

	static final String JSON_LINES_TYPE = "application/x-ndjson";

	private final String code;

	private final String type;

	ExportFormat(String code, String type) {
		this.code = code;
		this.type = type;
	}

	static Optional<ExportFormat> of(String code) {
		return Stream.of(values()).filter((format) -> format.code.equals(code)).findFirst();
	}

	/**
	 * Return the format that a client prefers: JSON lines if it does not accept CSV.
	 */
	static ExportFormat accepted(@Nullable String accept) {
		List<String> types = MediaType.parseMediaTypes(accept)
			.stream()
			.map((type) -> type.getType() + "/" + type.getSubtype())
			.toList();
		return (types.contains(JSON_LINES.type) && !types.contains(CSV.type)) ? JSON_LINES : CSV;
	}

	String code() {
		return this.code;
	}

	String contentType() {
		return this.type + ";charset=UTF-8";
	}

}
