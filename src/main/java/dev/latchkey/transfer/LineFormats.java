package dev.latchkey.transfer;

import dev.latchkey.text.RowFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * Chooses the format in which a file is read or written.
 */
final class LineFormats {

	private LineFormats() {
	}

	/**
	 * Return the format of a body.
	 */
	static RowFormat sent(@Nullable String contentType) {
		return (contentType != null && MediaType.parseMediaType(contentType).getSubtype().equals("csv")) ? RowFormat.CSV
				: RowFormat.JSON_LINES;
	}

	/**
	 * Return the format that a text has: JSON begins with a brace.
	 */
	static RowFormat pasted(String text) {
		return text.strip().startsWith("{") ? RowFormat.JSON_LINES : RowFormat.CSV;
	}

	static LineFormat toRead(RowFormat format, JsonMapper json) {
		return (format == RowFormat.CSV) ? CsvLines.toRead() : new JsonLines(json);
	}

	static LineFormat toWrite(RowFormat format, JsonMapper json, boolean hashes) {
		return (format == RowFormat.CSV) ? CsvLines.toWrite(hashes) : new JsonLines(json);
	}

}
