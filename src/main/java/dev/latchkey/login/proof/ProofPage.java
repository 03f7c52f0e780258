package dev.latchkey.login.proof;

import dev.latchkey.session.ActingSession;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.FormRedirect;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the page that asks for a proof leads if there is no form to send once more: back
 * to the page that was asked for. {@link ProofOnForms} has taken the proof before.
 */
@Controller
class ProofPage {

	/**
	 * Ask for a proof, if the last one is too old, and go on: for what a script could not
	 * do without one.
	 */
	@GetMapping("/proof")
	ModelAndView ask(ActingSession me, @RequestParam(name = "continue", required = false) @Nullable String wanted) {
		me.requireRecentProof();
		return FormRedirect.to(ContinueTarget.orHome(wanted));
	}

	@PostMapping("/proof")
	ModelAndView goOn(ActingSession me, @RequestParam(name = "continue", required = false) @Nullable String wanted) {
		me.requireRecentProof();
		return FormRedirect.to(ContinueTarget.orHome(wanted));
	}

}
