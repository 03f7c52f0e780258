package dev.latchkey.problem;

import dev.latchkey.role.NotGrantableException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Publishes which requests were denied.
 */
class DenialEvents {

	private final ApplicationEventPublisher events;

	DenialEvents(ApplicationEventPublisher events) {
		this.events = events;
	}

	/**
	 * Publish a failure, if it is a denial. A user who is sent to the page that changes
	 * the password, or that sets up a factor, is not denied anything.
	 */
	void publish(HttpServletRequest request, Problem problem, Throwable failure) {
		boolean denied = failure instanceof AccessDeniedException || failure instanceof NotGrantableException;
		boolean led = (failure instanceof PasswordChangeRequiredException
				|| failure instanceof FactorSetupRequiredException) && AnswerForm.wantsPage(request);
		if (denied && !led) {
			boolean forged = failure instanceof CsrfException || failure instanceof CrossSiteRequestException;
			this.events
				.publishEvent(new RequestDenied(problem.slug(), forged, request.getMethod(), request.getServletPath()));
		}
	}

}
