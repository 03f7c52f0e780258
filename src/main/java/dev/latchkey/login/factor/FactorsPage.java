package dev.latchkey.login.factor;

import java.util.List;

import dev.latchkey.factor.InvalidFirstCodeException;
import dev.latchkey.factor.NoSecondFactorException;
import dev.latchkey.factor.TotpEnrolment;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
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
 * Your own second factors: HTML page. What is shown once is the answer to the form that
 * made it, so no address leads to it again.
 */
@Controller
@RequestMapping("/factors")
class FactorsPage {

	private static final String VIEW = "factors";

	private final OwnFactors own;

	FactorsPage(OwnFactors own) {
		this.own = own;
	}

	@GetMapping
	String page(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String error, Model model) {
		model.addAttribute("done", done);
		model.addAttribute("error", error);
		model.addAttribute(VIEW, this.own.of(me.accountId()));
		return VIEW;
	}

	@PostMapping("/totp")
	ModelAndView begin(ActingSession me) {
		return enrolment(this.own.begin(me), false);
	}

	@PostMapping("/totp/confirm")
	ModelAndView confirm(ActingSession me, @RequestParam String code) {
		try {
			OwnFactors.SetUp done = this.own.confirm(me, code);
			return codes(done.recoveryCodes(), done.ending().nodes().complete());
		}
		catch (InvalidFirstCodeException ex) {
			@Nullable TotpEnrolment waiting = this.own.waiting(me);
			return (waiting != null) ? enrolment(waiting, true) : FormRedirect.toPage("/factors?error=code");
		}
	}

	@PostMapping("/totp/remove")
	ModelAndView remove(ActingSession me) {
		this.own.removeTotp(me);
		return FormRedirect.toPage("/factors?done=removed");
	}

	@PostMapping("/recovery-codes")
	ModelAndView renewRecoveryCodes(ActingSession me) {
		try {
			return codes(this.own.renewRecoveryCodes(me), true);
		}
		catch (NoSecondFactorException ex) {
			return FormRedirect.toPage("/factors?error=none");
		}
	}

	private static ModelAndView enrolment(TotpEnrolment enrolment, boolean failed) {
		ModelAndView page = new ModelAndView("factors-totp");
		page.addObject("enrolment", enrolment);
		page.addObject("failed", failed);
		return page;
	}

	private static ModelAndView codes(List<String> codes, boolean complete) {
		ModelAndView page = new ModelAndView("factors-codes");
		page.addObject("codes", codes);
		page.addObject("complete", complete);
		return page;
	}

}
