package dev.latchkey.login.passkey;

import dev.latchkey.factor.passkey.InvalidPasskeyNameException;
import dev.latchkey.factor.passkey.UnknownPasskeyException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.web.FormRedirect;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One's own passkeys: the forms on the page of one's factors. Only a script can add one.
 */
@Controller
class PasskeysPage {

	private static final String DONE = "/factors?done=passkey-";

	private final PasskeyChanges changes;

	PasskeysPage(PasskeyChanges changes) {
		this.changes = changes;
	}

	@PostMapping("/factors/passkeys/{id}/rename")
	ModelAndView rename(ActingSession me, @PathVariable String id, @RequestParam String name) {
		this.changes.rename(me, id, name);
		return FormRedirect.toPage(DONE + "renamed");
	}

	@PostMapping("/factors/passkeys/{id}/remove")
	ModelAndView remove(ActingSession me, @PathVariable String id) {
		return FormRedirect.toPage(this.changes.remove(me, id).nodes().complete(), DONE + "removed");
	}

	@ExceptionHandler(InvalidPasskeyNameException.class)
	ModelAndView sayThatTheNameIsNone() {
		return FormRedirect.toPage(DONE + "name");
	}

	@ExceptionHandler(UnknownPasskeyException.class)
	ModelAndView sayThatItIsGone() {
		return FormRedirect.toPage(DONE + "unknown");
	}

}
