package dev.latchkey.web.forwarded;

import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads a header that a request must not carry twice: of two lines, which may contradict
 * each other, neither is believed.
 */
public final class SingleHeader {

	private SingleHeader() {
	}

	/**
	 * Return the value of a header.
	 * @param request the request
	 * @param name the header's name
	 * @return the value, or {@code null} if there is not exactly one line
	 */
	public static @Nullable String valueIn(HttpServletRequest request, String name) {
		Enumeration<String> lines = request.getHeaders(name);
		@Nullable String line = lines.hasMoreElements() ? lines.nextElement() : null;
		return lines.hasMoreElements() ? null : line;
	}

}
