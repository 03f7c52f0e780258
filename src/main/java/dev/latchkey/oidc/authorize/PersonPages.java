package dev.latchkey.oidc.authorize;

import java.nio.charset.StandardCharsets;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The pages to which a person is led before an application is answered, each of which
 * leads back to the same request. What has been done stands in the request itself, by its
 * {@link StepProofs}.
 */
class PersonPages {

	private final StepProofs proofs;

	PersonPages(StepProofs proofs) {
		this.proofs = proofs;
	}

	/**
	 * Return the page to sign in.
	 * @param session the session that is not enough, or {@code null} if there is none
	 */
	String login(HttpServletRequest request, @Nullable Session session) {
		return request.getContextPath() + "/login?" + ((session != null) ? "confirm&" : "") + "continue="
				+ encoded(request.getRequestURI() + "?" + this.proofs.beforeLogin(request, session));
	}

	/**
	 * Return the page to sign in, which tells the person why the session has ended.
	 */
	String loginAfter(EndReason reason, HttpServletRequest request) {
		return login(request, null) + "&reason=" + reason.code();
	}

	/**
	 * Return the page that changes the password.
	 */
	String password(HttpServletRequest request) {
		return request.getContextPath() + "/password?continue=" + encoded(unanswered(request));
	}

	/**
	 * Return the page that sets up a second factor.
	 */
	String factors(HttpServletRequest request) {
		return request.getContextPath() + "/factors?continue=" + encoded(unanswered(request));
	}

	/**
	 * Return the page of the consent.
	 */
	String consent(HttpServletRequest request, AuthorizationRequest wanted) {
		return request.getContextPath() + "/consent?client_id=" + encoded(wanted.application().clientId()) + "&scope="
				+ encoded(String.join(" ", wanted.scopes())) + "&continue=" + encoded(unanswered(request));
	}

	/**
	 * Return the address of the request without an answer of the consent, which is asked
	 * for again.
	 */
	private static String unanswered(HttpServletRequest request) {
		return request.getRequestURI() + "?" + RequestQuery.without(request.getQueryString(), StepProofs.CONSENT);
	}

	private static String encoded(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

}
