package dev.latchkey.login.factor;

import java.util.List;

import dev.latchkey.factor.InvalidFirstCodeException;
import dev.latchkey.factor.NoSecondFactorException;
import dev.latchkey.factor.TotpEnrolment;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.FormRedirect;
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
 * Your own second factors: HTML page. Secrets are shown once, in the answer to the form
 * that created them, so no URL leads to them again.
 */
@Controller
@RequestMapping("/factors")
class FactorsPage {

	private static final String VIEW = "factors";

	private static final String ONWARD = "onward";

	private final OwnFactors own;

	FactorsPage(OwnFactors own) {
		this.own = own;
	}

	@GetMapping
	String page(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String error,
			@RequestParam(name = "continue", required = false) @Nullable String wanted, Model model) {
		model.addAttribute("done", done);
		model.addAttribute("error", error);
		model.addAttribute(ONWARD, onward(wanted));
		model.addAttribute(VIEW, this.own.heldBy(me.accountId()));
		return VIEW;
	}

	@PostMapping("/totp")
	ModelAndView begin(ActingSession me, @RequestParam(name = "continue", required = false) @Nullable String wanted) {
		return enrolment(this.own.begin(me), wanted, false);
	}

	@PostMapping("/totp/confirm")
	ModelAndView confirm(ActingSession me, @RequestParam String code,
			@RequestParam(name = "continue", required = false) @Nullable String wanted) {
		try {
			OwnFactors.SetUp done = this.own.confirm(me, code);
			return codes(done.recoveryCodes(), wanted, done.ending().nodes().complete());
		}
		catch (InvalidFirstCodeException ex) {
			@Nullable TotpEnrolment waiting = this.own.waiting(me);
			return (waiting != null) ? enrolment(waiting, wanted, true) : FormRedirect.toPage("/factors?error=code");
		}
	}

	@PostMapping("/totp/remove")
	ModelAndView remove(ActingSession me) {
		return FormRedirect.toPage(this.own.removeTotp(me).nodes().complete(), "/factors?done=removed");
	}

	@PostMapping("/recovery-codes")
	ModelAndView renewRecoveryCodes(ActingSession me) {
		try {
			return codes(this.own.renewRecoveryCodes(me), null, true);
		}
		catch (NoSecondFactorException ex) {
			return FormRedirect.toPage("/factors?error=none");
		}
	}

	private static ModelAndView enrolment(TotpEnrolment enrolment, @Nullable String wanted, boolean failed) {
		ModelAndView page = new ModelAndView("factors-totp");
		page.addObject("enrolment", enrolment);
		page.addObject("failed", failed);
		page.addObject(ONWARD, onward(wanted));
		return page;
	}

	private static ModelAndView codes(List<String> codes, @Nullable String wanted, boolean complete) {
		ModelAndView page = new ModelAndView("factors-codes");
		page.addObject("codes", codes);
		page.addObject("complete", complete);
		page.addObject(ONWARD, onward(wanted));
		return page;
	}

	/**
	 * Return where a person wanted to go who was led here, or {@code null} for nowhere.
	 */
	private static @Nullable String onward(@Nullable String wanted) {
		return (wanted != null) ? ContinueTarget.orHome(wanted) : null;
	}

}
