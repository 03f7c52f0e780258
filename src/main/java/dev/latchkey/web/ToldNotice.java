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
	static @Nullable String sentence(HttpServletRequest request) {
		int told = number(request.getParameter("told"));
		int telling = number(request.getParameter("telling"));
		if (told == 0 && telling == 0) {
			return null;
		}
		String done = (told > 0) ? applications(told) + ((told > 1) ? " were told" : " was told") : "";
		String left = (telling > 1) ? " are being told" : " is being told";
		if (telling == 0) {
			return done + ".";
		}
		return (told == 0) ? applications(telling) + left + "." : done + ", " + telling + left + ".";
	}

	private static String applications(int number) {
		return number + ((number == 1) ? " application" : " applications");
	}

	private static int number(@Nullable String text) {
		return (text != null && text.length() <= LONGEST
				&& text.chars().allMatch((digit) -> digit >= '0' && digit <= '9') && !text.isEmpty())
						? Integer.parseInt(text) : 0;
	}

}
