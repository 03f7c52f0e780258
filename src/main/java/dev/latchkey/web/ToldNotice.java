package dev.latchkey.web;

import dev.latchkey.session.ToldApplications;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Says how many applications know of an ending: to a program in a header, to a person on
 * the page that follows, which is told in its address.
 */
final class ToldNotice {

	static final String HEADER = "X-Latchkey-Applications";

	private static final int LONGEST = 9;

	private ToldNotice() {
	}

	static String header(ToldApplications applications) {
		return "told=%s, pending=%s".formatted(applications.told(), applications.pending());
	}

	/**
	 * Return a page's path and query, with what it is to say if there is something.
	 */
	static String append(String page, ToldApplications applications) {
		return applications.equals(ToldApplications.NONE) ? page : page + (page.contains("?") ? "&" : "?") + "told="
				+ applications.told() + "&telling=" + applications.pending();
	}

	/**
	 * Return what the page says, or {@code null} for nothing. Numbers only: the text of a
	 * link is not put on a page.
	 */
	static @Nullable ToldApplications read(HttpServletRequest request) {
		ToldApplications said = new ToldApplications(number(request.getParameter("told")),
				number(request.getParameter("telling")));
		return said.equals(ToldApplications.NONE) ? null : said;
	}

	private static int number(@Nullable String text) {
		return (text != null && text.length() <= LONGEST
				&& text.chars().allMatch((digit) -> digit >= '0' && digit <= '9') && !text.isEmpty())
						? Integer.parseInt(text) : 0;
	}

}
