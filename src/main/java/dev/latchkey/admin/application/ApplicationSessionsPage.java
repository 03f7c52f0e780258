package dev.latchkey.admin.application;

import dev.latchkey.application.Application;
import dev.latchkey.session.Session;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who is signed in with an application: HTML page.
 */
@Controller
class ApplicationSessionsPage {

	private static final int PAGE = 50;

	private final ApplicationAdministration applications;

	private final ApplicationSessions sessions;

	ApplicationSessionsPage(ApplicationAdministration applications, ApplicationSessions sessions) {
		this.applications = applications;
		this.sessions = sessions;
	}

	@GetMapping("/admin/applications/{clientId}/sessions")
	String page(@AuthenticationPrincipal Session me, @PathVariable String clientId,
			@RequestParam(defaultValue = "0") int page, Model model) {
		Application application = this.applications.get(clientId);
		model.addAttribute("one", application);
		model.addAttribute("online", this.sessions.page(application, Math.max(page, 0), PAGE, me));
		return "application-sessions";
	}

}
