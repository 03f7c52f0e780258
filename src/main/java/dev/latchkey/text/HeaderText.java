package dev.latchkey.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a client says of itself in a header. The server hands headers on with a
 * character for each byte, but what is not ASCII is usually UTF-8.
 */
public final class HeaderText {

	private HeaderText() {
	}

	/**
	 * Read a header's value.
	 * @param value the value, a character for each byte; {@code null} where there is no
	 * such header
	 * @return the text that its bytes are in UTF-8, or the same value if they are none
	 */
	public static @Nullable String decode(@Nullable String value) {
		if (value == null || value.chars().allMatch((c) -> c < 0x80)) {
			return value;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
				.toString();
		}
		catch (CharacterCodingException ex) {
			return value;
		}
	}

}
