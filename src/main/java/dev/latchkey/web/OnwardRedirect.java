package dev.latchkey.web;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * Leads a browser on to an address that has text of the caller's in it, such as a state:
 * by a redirect, or by a small page where the address is too long for the head of an
 * answer.
 */
public final class OnwardRedirect {

	/** In characters: it fits into the head of an answer, beside cookies. */
	private static final int LONGEST_LOCATION = 10 * 1024;

	private static final String PAGE = "onward";

	private OnwardRedirect() {
	}

	/**
	 * Lead on.
	 * @param target the address, in plain ASCII
	 * @return 303 (RFC 9700, 4.12), or 200 with the page
	 */
	public static ModelAndView to(String target) {
		return (target.length() <= LONGEST_LOCATION) ? head(HttpStatus.SEE_OTHER, HttpHeaders.LOCATION, target)
				: page(HttpStatus.OK, target);
	}

	/**
	 * Lead on after sessions have ended that some nodes have not confirmed yet.
	 * @param target the address, in plain ASCII
	 * @return 202, which is not followed like a redirect, so that it asks for the next
	 * page by itself
	 */
	public static ModelAndView accepted(String target) {
		return (target.length() <= LONGEST_LOCATION) ? head(HttpStatus.ACCEPTED, "Refresh", "0; url=" + target)
				: page(HttpStatus.ACCEPTED, target);
	}

	private static ModelAndView head(HttpStatus status, String header, String value) {
		return new ModelAndView(FormRedirect.answer(status, header, value));
	}

	private static ModelAndView page(HttpStatus status, String target) {
		ModelAndView page = new ModelAndView(PAGE, Map.of("target", target));
		page.setStatus(status);
		return page;
	}

}
