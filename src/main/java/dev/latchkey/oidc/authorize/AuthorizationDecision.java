package dev.latchkey.oidc.authorize;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.ApplicationConsents;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.InvalidGrantException;
import dev.latchkey.oauth.PushedRequests;
import dev.latchkey.oidc.IdTokenHint;
import dev.latchkey.oidc.IdTokenHints;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an authorization request is answered (OpenID Connect Core 1.0, 3.1.2): a
 * code, a refusal, or a page for the person first.
 */
class AuthorizationDecision {

	/** How long after the login the person may take for what is asked besides. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final ApplicationGrants grants;

	private final ApplicationConsents consents;

	private final PushedRequests pushed;

	private final PersonPages pages;

	private final StepProofs proofs;

	private final IdTokenHints hints;

	private final Clock clock;

	AuthorizationDecision(ApplicationGrants grants, ApplicationConsents consents, PushedRequests pushed,
			PersonPages pages, StepProofs proofs, IdTokenHints hints, Clock clock) {
		this.grants = grants;
		this.consents = consents;
		this.pushed = pushed;
		this.pages = pages;
		this.proofs = proofs;
		this.hints = hints;
		this.clock = clock;
	}

	/**
	 * Return where the browser goes.
	 * @param wanted the request
	 * @param session the session of the browser, or {@code null} if there is none
	 * @param request the request as the browser sent it
	 * @throws AuthorizationRefusedException if there is no code
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	String answer(AuthorizationRequest wanted, @Nullable Session session, HttpServletRequest request) {
		if (session == null) {
			return page(wanted, AuthorizationError.LOGIN_REQUIRED, this.pages.login(request, null));
		}
		if (session.mustChangePassword()) {
			return page(wanted, AuthorizationError.INTERACTION_REQUIRED, this.pages.password(request));
		}
		if (session.mustSetUpFactor()) {
			return page(wanted, AuthorizationError.INTERACTION_REQUIRED, this.pages.factors(request));
		}
		if (!isFresh(wanted, session, request)) {
			return page(wanted, AuthorizationError.LOGIN_REQUIRED, this.pages.login(request, session));
		}
		if (expectsAnother(wanted, session)) {
			if (this.proofs.hasSignedIn(request, session)) {
				// asking again would lead to no end
				throw wanted.refuse(AuthorizationError.LOGIN_REQUIRED);
			}
			return page(wanted, AuthorizationError.LOGIN_REQUIRED, this.pages.login(request, session));
		}
		if (!wanted.application().mayBeUsedBy(session.permissions())) {
			throw wanted.refuse(AuthorizationError.ACCESS_DENIED);
		}
		if (!hasConsent(wanted, session, request)) {
			if (this.proofs.hasAnswered(request, ConsentAnswer.DENIED, session, wanted.application().clientId(),
					wanted.scopes())) {
				throw wanted.refuse(AuthorizationError.ACCESS_DENIED);
			}
			return page(wanted, AuthorizationError.CONSENT_REQUIRED, this.pages.consent(request, wanted));
		}
		try {
			return wanted.address().withCode(code(wanted, session));
		}
		catch (SessionEndedException ex) {
			return answerEnded(wanted, ex.reason(), request);
		}
	}

	/**
	 * Return where the browser goes whose session has ended.
	 * @param wanted the request
	 * @param reason why it has
	 * @param request the request as the browser sent it
	 * @throws AuthorizationRefusedException if no page may be shown
	 */
	String answerEnded(AuthorizationRequest wanted, EndReason reason, HttpServletRequest request) {
		return page(wanted, AuthorizationError.LOGIN_REQUIRED, this.pages.loginAfter(reason, request));
	}

	/**
	 * Return a page for the person, unless none may be shown.
	 */
	private String page(AuthorizationRequest wanted, AuthorizationError otherwise, String page) {
		if (wanted.isSilent()) {
			throw wanted.refuse(otherwise);
		}
		if (wanted.reference() != null) {
			this.pushed.prolong(wanted.reference());
		}
		return page;
	}

	private String code(AuthorizationRequest wanted, Session session) {
		String code = issue(wanted, session);
		if (wanted.reference() != null && !this.pushed.use(wanted.reference())) {
			throw new AuthorizationRefusedException(AuthorizationError.INVALID_REQUEST_URI, null);
		}
		return code;
	}

	private String issue(AuthorizationRequest wanted, Session session) {
		try {
			return this.grants.issueCode(session, wanted.application(), wanted.code());
		}
		catch (InvalidGrantException ex) {
			// the application was deleted meanwhile: none of its addresses is known
			throw new AuthorizationRefusedException(AuthorizationError.INVALID_REQUEST, null);
		}
	}

	/**
	 * Return whether the login is as recent as the application wants it.
	 */
	private boolean isFresh(AuthorizationRequest wanted, Session session, HttpServletRequest request) {
		boolean signedInForIt = this.proofs.hasSignedIn(request, session);
		if (wanted.prompts("login") && !signedInForIt) {
			return false;
		}
		@Nullable Duration maxAge = wanted.maxAge();
		return maxAge == null || !session.authTime()
			.plus(signedInForIt ? maxAge.plus(PATIENCE) : maxAge)
			.isBefore(this.clock.instant());
	}

	/**
	 * Return whether the application expects another person than the one who is signed
	 * in. A hint that was not made for it says nothing.
	 */
	private boolean expectsAnother(AuthorizationRequest wanted, Session session) {
		@Nullable String text = wanted.idTokenHint();
		@Nullable IdTokenHint hint = (text != null) ? this.hints.read(text) : null;
		return hint != null && hint.clientId().equals(wanted.application().clientId())
				&& !hint.accountId().equals(session.accountId());
	}

	private boolean hasConsent(AuthorizationRequest wanted, Session session, HttpServletRequest request) {
		Application application = wanted.application();
		boolean askAgain = wanted.prompts("consent") && !this.proofs.hasAnswered(request, ConsentAnswer.GIVEN, session,
				application.clientId(), wanted.scopes());
		if (askAgain) {
			return false;
		}
		boolean asks = wanted.prompts("consent") || ApplicationConsents.isNeededBy(application);
		return !asks || this.consents.cover(session.accountId(), application, wanted.scopes());
	}

}
