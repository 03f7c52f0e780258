package dev.latchkey.login;

import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.session.SignOutResult;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Logout: HTML page, with the button that signs out. A link or a bookmark must not do it
 * by itself, because another site may have put it there.
 */
@Controller
class LogoutPage {

	private final Logout logout;

	private final PresentSession presentSession;

	private final CredentialResolver credentialResolver;

	LogoutPage(Logout logout, PresentSession presentSession, CredentialResolver credentialResolver) {
		this.logout = logout;
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

	/**
	 * Sign out where an application has asked for it, and go on to it.
	 */
	@PostMapping(path = "/logout", params = "continue")
	ModelAndView logOutAndGoOn(@RequestParam(name = "continue") String wanted, HttpServletRequest request,
			HttpServletResponse response) {
		SignOutResult signOut = this.logout.logOut(null, request, response);
		return FormRedirect.to(signOut.complete(), ContinueTarget.orHome(wanted));
	}

	@PostMapping(path = "/logout", params = "!continue")
	ResponseEntity<Void> logOut(HttpServletRequest request, HttpServletResponse response) {
		SignOutResult signOut = this.logout.logOut(null, request, response);
		return EndingResponses.seeOther(signOut.complete(), signOut.applications(), "/login?logout",
				"/login?logout=pending");
	}

}
