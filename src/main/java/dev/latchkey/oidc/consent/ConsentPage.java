package dev.latchkey.oidc.consent;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.oauth.ApplicationConsents;
import dev.latchkey.oidc.authorize.ConsentAnswer;
import dev.latchkey.oidc.authorize.StepProofs;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.Session;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks a person whether an application may learn of them (OpenID Connect Core 1.0,
 * 3.1.2.4): HTML page. It gives just what it shows, whatever the authorization request
 * says to which it leads on.
 */
@Controller
@RequestMapping("/consent")
class ConsentPage {

	private static final String AUTHORIZE = "/oauth2/authorize?";

	private final ApplicationDirectory directory;

	private final ApplicationConsents consents;

	private final AuthorizedChanges authorized;

	private final StepProofs proofs;

	ConsentPage(ApplicationDirectory directory, ApplicationConsents consents, AuthorizedChanges authorized,
			StepProofs proofs) {
		this.directory = directory;
		this.consents = consents;
		this.authorized = authorized;
		this.proofs = proofs;
	}

	@GetMapping
	ModelAndView ask(@AuthenticationPrincipal Session me, @RequestParam("client_id") String clientId,
			@RequestParam String scope, @RequestParam(name = "continue") String wanted, HttpServletRequest request,
			Model model) {
		ConsentQuestion question = ConsentQuestion.of(find(clientId), scope);
		@Nullable String target = authorization(wanted, request);
		if (target == null) {
			return FormRedirect.toPage("/");
		}
		if (!question.application().mayBeUsedBy(me.permissions())) {
			// the endpoint tells the application that it is denied
			return FormRedirect.to(target);
		}
		model.addAttribute("question", question);
		model.addAttribute("continue", target);
		return new ModelAndView("consent");
	}

	@PostMapping
	ModelAndView answer(ActingSession me, @RequestParam("client_id") String clientId, @RequestParam String scope,
			@RequestParam(name = "continue") String wanted, @RequestParam String answer, HttpServletRequest request) {
		ConsentQuestion question = ConsentQuestion.of(find(clientId), scope);
		@Nullable String target = authorization(wanted, request);
		if (target == null) {
			return FormRedirect.toPage("/");
		}
		if (!answer.equals("allow")) {
			return leadBack(target, ConsentAnswer.DENIED, me, question);
		}
		this.authorized.make(me, (held) -> {
			this.consents.give(me.session().accountId(), question.application(), question.scopes());
			return question;
		});
		return leadBack(target, ConsentAnswer.GIVEN, me, question);
	}

	/**
	 * Lead back to the authorization request, which learns of what was answered.
	 */
	private ModelAndView leadBack(String target, ConsentAnswer answer, ActingSession me, ConsentQuestion question) {
		return FormRedirect.to(this.proofs.answered(target, answer, me.session(), question.application().clientId(),
				question.scopes()));
	}

	private Application find(String clientId) {
		@Nullable Application application = this.directory.byClientId(clientId);
		if (application == null || application.oidc() == null) {
			throw new UnknownApplicationException();
		}
		return application;
	}

	/**
	 * Return the authorization request that a link names, or {@code null} if it names
	 * something else.
	 */
	private static @Nullable String authorization(String wanted, HttpServletRequest request) {
		String target = ContinueTarget.orHome(wanted);
		return target.startsWith(request.getContextPath() + AUTHORIZE) ? target : null;
	}

}
