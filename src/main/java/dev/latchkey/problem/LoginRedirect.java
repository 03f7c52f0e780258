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
 * a page that changes the password or sets up a second factor. The redirects are
 * relative, so that no forged Host header can lead elsewhere.
 */
class LoginRedirect {

	/** In characters, encoded: it fits into the head of an answer, and into a form. */
	private static final int LONGEST_PAGE = 12 * 1024;

	private final Mode mode;

	LoginRedirect(Mode mode) {
		this.mode = mode;
	}

	/**
	 * Return whether there is such a page for a problem.
	 */
	boolean leads(Problem problem) {
		return switch (problem.slug()) {
			case PasswordChangeRequiredException.SLUG, FactorSetupRequiredException.SLUG -> true;
			// its page asks for the proof where the person is
			case ProblemWriter.PROOF_TOO_OLD -> false;
			default -> problem.getStatusCode() == HttpStatus.UNAUTHORIZED;
		};
	}

	/**
	 * Redirect to the page for a problem, which leads on from there.
	 * @throws IOException if the client is gone
	 */
	void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		switch (problem.slug()) {
			case PasswordChangeRequiredException.SLUG -> toForm("/password", request, response);
			case FactorSetupRequiredException.SLUG -> toForm("/factors", request, response);
			default -> toLogin(request, response, problem);
		}
	}

	/**
	 * Redirect to the login page, which says why the session ended.
	 */
	private void toLogin(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		StringBuilder location = new StringBuilder(request.getContextPath()).append("/login?continue=")
			.append(encodedPageOf(request));
		Object reason = problem.member("reason");
		if (reason != null) {
			location.append("&reason=").append(reason);
		}
		if (problem.challenge() == Problem.Challenge.INVALID) {
			// an ended session stays ended: there is no need to send its credential again
			this.mode.expiredCookies()
				.forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		}
		seeOther(response, location.toString());
	}

	private static void toForm(String path, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String page = encodedPageOf(request);
		String form = request.getContextPath() + path;
		seeOther(response, page.equals(encodedHomeOf(request)) ? form : form + "?continue=" + page);
	}

	/**
	 * Return where to go after the login: back to the page, but not back to a form that
	 * was sent, nor to an address that is too long for it.
	 */
	private static String encodedPageOf(HttpServletRequest request) {
		String query = request.getQueryString();
		String page = encoded((query != null) ? request.getRequestURI() + "?" + query : request.getRequestURI());
		return (request.getMethod().equals("GET") && page.length() <= LONGEST_PAGE) ? page : encodedHomeOf(request);
	}

	private static String encodedHomeOf(HttpServletRequest request) {
		return encoded(request.getContextPath() + "/");
	}

	private static String encoded(String page) {
		return URLEncoder.encode(page, StandardCharsets.UTF_8);
	}

	private static void seeOther(HttpServletResponse response, String location) throws IOException {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, location);
		response.flushBuffer();
	}

}
