package dev.latchkey.problem;

import dev.latchkey.url.UrlSpace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The form in which a problem is answered.
 */
enum AnswerForm {

	/** For programs. */
	JSON,
	/** For people, where they are. */
	PAGE,
	/** For people, who may be led to a page where they can put it right. */
	PAGE_OR_REDIRECT;

	static AnswerForm of(HttpServletRequest request) {
		return wantsPage(request) ? PAGE_OR_REDIRECT : JSON;
	}

	/**
	 * Return whether a person asks.
	 */
	static boolean wantsPage(HttpServletRequest request) {
		if (UrlSpace.isProgram(pathOf(request))) {
			return false;
		}
		try {
			return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT))
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/**
	 * Return the path that was called: decoded, as controllers see it, or as it came
	 * where the container reports an error.
	 */
	static String pathOf(HttpServletRequest request) {
		Object reported = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (reported instanceof String uri && uri.startsWith(request.getContextPath()))
				? uri.substring(request.getContextPath().length()) : request.getServletPath();
	}

}
