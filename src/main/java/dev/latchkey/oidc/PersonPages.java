package dev.latchkey.oidc;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The pages to which a person is led before an application is answered, each of which
 * leads back to the same request. Nothing is kept meanwhile: what has been done stands in
 * the request itself, as a parameter of ours.
 */
final class PersonPages {

	/** Says with which session, if any, the request began: another one is a new login. */
	private static final String SESSION_BEFORE = "session_before";

	private static final String NO_SESSION = "none";

	/** Says what the person answered on the page of the consent. */
	private static final String CONSENT = "consent";

	private PersonPages() {
	}

	/**
	 * Return the page to sign in.
	 * @param session the session that is not enough, or {@code null} if nobody is signed
	 * in
	 */
	static String login(HttpServletRequest request, @Nullable Session session) {
		String before = SESSION_BEFORE + "=" + ((session != null) ? session.handle() : NO_SESSION);
		return request.getContextPath() + "/login?" + ((session != null) ? "confirm&" : "") + "continue="
				+ encoded(here(request, before));
	}

	/**
	 * Return whether the person has signed in since the request began.
	 */
	static boolean hasSignedIn(HttpServletRequest request, Session session) {
		@Nullable String before = request.getParameter(SESSION_BEFORE);
		return before != null && !before.equals(session.handle());
	}

	/**
	 * Return the page that changes the password.
	 */
	static String password(HttpServletRequest request) {
		return request.getContextPath() + "/password?continue=" + encoded(here(request, null));
	}

	/**
	 * Return the page of the consent.
	 */
	static String consent(HttpServletRequest request, AuthorizationRequest wanted) {
		return request.getContextPath() + "/consent?client_id=" + encoded(wanted.application().clientId()) + "&scope="
				+ encoded(String.join(" ", wanted.scopes())) + "&continue=" + encoded(here(request, null));
	}

	/**
	 * Return whether the person was asked to consent and has answered so.
	 * @param answer {@code given} or {@code denied}
	 */
	static boolean hasAnswered(HttpServletRequest request, String answer) {
		return answer.equals(request.getParameter(CONSENT));
	}

	/**
	 * Return the address of the request, with at most one parameter more, and without
	 * what an earlier round added.
	 */
	private static String here(HttpServletRequest request, @Nullable String parameter) {
		@Nullable String query = request.getQueryString();
		List<String> fields = List.of(((query != null) ? query : "").split("&"))
			.stream()
			.filter((field) -> !field.startsWith(CONSENT + "="))
			.filter((field) -> parameter == null || !field.startsWith(SESSION_BEFORE + "="))
			.toList();
		String address = request.getRequestURI() + "?" + String.join("&", fields);
		return (parameter != null) ? address + "&" + parameter : address;
	}

	private static String encoded(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

}
