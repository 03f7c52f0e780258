package dev.latchkey.web;

import java.util.Map;

import dev.latchkey.url.UrlSpace;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * Leads a browser on after it sent a form. Chromium holds all redirects that follow to
 * the {@code form-action} of the page that the form was on (CSP Level 3, 6.4.1), and
 * Latchkey's names this origin alone: where one of them led to an application on another
 * host, the form would seem to do nothing. So what may lead there is not a redirect but a
 * small page, which goes on by itself.
 */
public final class FormRedirect {

	private static final String PAGE = "onward";

	private FormRedirect() {
	}

	/**
	 * Lead on.
	 * @param target where, as {@link ContinueTarget} returns it
	 * @return 303, or 200 with the page
	 */
	public static ModelAndView to(String target) {
		return leadsOutside(target) ? new ModelAndView(PAGE, Map.of("target", target))
				: new ModelAndView(answer(HttpStatus.SEE_OTHER, HttpHeaders.LOCATION, target));
	}

	/**
	 * Lead on to a page of Latchkey's.
	 * @param page its path, below the context path
	 * @return the same
	 */
	public static ModelAndView toPage(String page) {
		return to(ContextPath.current() + page);
	}

	/**
	 * Lead on to a page of Latchkey's, after a form that may have ended something.
	 * @param complete whether every live node has confirmed the ending
	 * @param page its path, below the context path
	 * @return the same; 202 as below
	 */
	public static ModelAndView toPage(boolean complete, String page) {
		return to(complete, ContextPath.current() + page);
	}

	/**
	 * Lead on after a form that ended sessions.
	 * @param complete whether every live node has confirmed the ending
	 * @param target where, as {@link ContinueTarget} returns it
	 * @return the same; if some nodes have not confirmed it yet, 202, which is not
	 * followed like a redirect, so that it asks for the next page by itself
	 */
	public static ModelAndView to(boolean complete, String target) {
		return complete ? to(target) : new ModelAndView(answer(HttpStatus.ACCEPTED, "Refresh", "0; url=" + target));
	}

	/**
	 * Return whether a target is outside of Latchkey, or a page whose only purpose is to
	 * lead to an application.
	 */
	private static boolean leadsOutside(String target) {
		String context = ContextPath.current();
		if (!target.startsWith(context + "/")) {
			return true;
		}
		return UrlSpace.leadsToApplications(target.substring(context.length()).split("[?#]", 2)[0]);
	}

	/**
	 * Answer with a status and a header, and nothing else.
	 */
	static View answer(HttpStatus status, String header, String value) {
		return (model, request, response) -> {
			response.setStatus(status.value());
			response.setHeader(header, value);
		};
	}

}
