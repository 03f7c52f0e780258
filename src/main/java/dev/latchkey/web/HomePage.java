package dev.latchkey.web;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The home page, which shows the signed-in user, and leads to the applications.
 */
@Controller
class HomePage {

	private final OwnApplications applications;

	HomePage(OwnApplications applications) {
		this.applications = applications;
	}

	@GetMapping("/")
	String home(@AuthenticationPrincipal Session me,
			@RequestParam(name = "password-changed", required = false) @Nullable String passwordChanged, Model model) {
		model.addAttribute("passwordChanged", passwordChanged != null);
		model.addAttribute("applications", this.applications.linksOf(me));
		return "home";
	}

}
