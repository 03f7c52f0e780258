package dev.latchkey.problem;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.latchkey.mode.Mode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Sends a browser to the page where its user can put a refusal right: the login page, or
 * the page that changes the password. The redirects are relative, so that no forged Host
 * header can lead elsewhere.
 */
class LoginRedirect {

	/** Encoded, three times as long, it fits into the head of an answer. */
	private static final int LONGEST_PAGE = 2048;

	private final Mode mode;

	LoginRedirect(Mode mode) {
		this.mode = mode;
	}

	/**
	 * Redirect to the login page, which says why the session ended.
	 * @throws IOException if the client is gone
	 */
	void toLogin(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		StringBuilder location = new StringBuilder(request.getContextPath()).append("/login?continue=")
			.append(URLEncoder.encode(pageOf(request), StandardCharsets.UTF_8));
		Object reason = problem.member("reason");
		if (reason != null) {
			location.append("&reason=").append(reason);
		}
		if (problem.challenge() == Problem.Challenge.INVALID) {
			// an ended session stays ended: it is of no use to send its credential again
			this.mode.expiredCookies()
				.forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		}
		seeOther(response, location.toString());
	}

	/**
	 * Redirect to the page that changes the password.
	 * @throws IOException if the client is gone
	 */
	void toPassword(HttpServletRequest request, HttpServletResponse response) throws IOException {
		seeOther(response, request.getContextPath() + "/password");
	}

	/**
	 * Return where to go after the login: back to the page, but not back to a form that
	 * was sent, nor to an address that the login page would not keep.
	 */
	private static String pageOf(HttpServletRequest request) {
		String query = request.getQueryString();
		String page = (query != null) ? request.getRequestURI() + "?" + query : request.getRequestURI();
		return (request.getMethod().equals("GET") && page.length() <= LONGEST_PAGE) ? page
				: request.getContextPath() + "/";
	}

	private static void seeOther(HttpServletResponse response, String location) throws IOException {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, location);
		response.flushBuffer();
	}

}
