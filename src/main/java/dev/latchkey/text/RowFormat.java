package dev.latchkey.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * The formats of files that have a line for each row.
 */
public enum RowFormat {

	/** CSV (RFC 4180), with a line that names the columns. */
	CSV("csv", RowFormat.CSV_TYPE),
	/** A JSON object in each line. */
	JSON_LINES("ndjson", RowFormat.JSON_LINES_TYPE);

	/** The media type of {@link #CSV}. */
	public static final String CSV_TYPE = "text/csv";

	/** The media type of {@link #JSON_LINES}. */
	public static final String JSON_LINES_TYPE = "application/x-ndjson";

	private final String code;

	private final String type;

	RowFormat(String code, String type) {
		this.code = code;
		this.type = type;
	}

	/**
	 * Return the format with a code.
	 * @param code the code
	 * @return the format, or nothing if none has that code
	 */
	public static Optional<RowFormat> of(String code) {
		return Stream.of(values()).filter((format) -> format.code.equals(code)).findFirst();
	}

	/**
	 * Return what a client gets that would get this format if it did not say.
	 * @param accept its header {@code Accept}
	 * @return the other format, if the client names that one and not this one
	 * @throws org.springframework.http.InvalidMediaTypeException if the header has none
	 */
	public RowFormat orAccepted(@Nullable String accept) {
		List<String> types = MediaType.parseMediaTypes(accept)
			.stream()
			.map((type) -> type.getType() + "/" + type.getSubtype())
			.toList();
		RowFormat other = (this == CSV) ? JSON_LINES : CSV;
		return (types.contains(other.type) && !types.contains(this.type)) ? other : this;
	}

	/**
	 * Return the code, which is also how names of such files end.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Return the type of what is sent.
	 * @return the header {@code Content-Type}
	 */
	public String contentType() {
		return this.type + ";charset=UTF-8";
	}

}
