package dev.latchkey.login;

import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page with the button that signs out: a link or a bookmark must not do it by itself,
 * because another site may have put it there.
 */
@Controller
class LogoutPage {

	private final PresentSession presentSession;

	private final CredentialResolver credentialResolver;

	LogoutPage(PresentSession presentSession, CredentialResolver credentialResolver) {
		this.presentSession = presentSession;
		this.credentialResolver = credentialResolver;
	}

	@GetMapping("/logout")
	String page(HttpServletRequest request, Model model) {
		model.addAttribute("me", this.presentSession.find(request));
		// also of a session that cannot be looked up now
		model.addAttribute("carries", !this.credentialResolver.allValues(request).isEmpty());
		return "logout";
	}

}
