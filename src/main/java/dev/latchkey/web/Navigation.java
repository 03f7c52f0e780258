package dev.latchkey.web;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Tells a request by which a person goes to a page from all others. Only such a request
 * may be led elsewhere: of any other, a form or a call of a script, what was to be sent
 * would be lost, or the answer taken for the application's.
 */
public final class Navigation {

	/** Tells what the browser means to do with the answer (Fetch Metadata, W3C, 2.2). */
	private static final String FETCH_MODE = "Sec-Fetch-Mode";

	private static final Set<String> READING = Set.of("GET", "HEAD");

	/**
	 * In characters. That of a browser has about 150, and a long one takes long to read.
	 */
	private static final int LONGEST_ACCEPT = 1024;

	private Navigation() {
	}

	/**
	 * Return whether a request is a navigation.
	 * @param method its method, or {@code null} where the proxy does not say
	 * @param request the request, or the question about it, which has its other headers
	 * @return whether it may be answered by leading elsewhere
	 */
	public static boolean is(@Nullable String method, HttpServletRequest request) {
		if (method == null || !READING.contains(method)) {
			return false;
		}
		List<String> modes = nonEmpty(request.getHeaders(FETCH_MODE));
		return modes.isEmpty() ? acceptsPages(request) : modes.equals(List.of("navigate"));
	}

	private static boolean acceptsPages(HttpServletRequest request) {
		List<String> accepted = nonEmpty(request.getHeaders(HttpHeaders.ACCEPT));
		if (accepted.stream().mapToInt(String::length).sum() > LONGEST_ACCEPT) {
			return false;
		}
		try {
			return MediaType.parseMediaTypes(accepted)
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML) && type.getQualityValue() > 0);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static List<String> nonEmpty(Enumeration<String> values) {
		return Collections.list(values).stream().filter((value) -> !value.isBlank()).toList();
	}

}
