package dev.latchkey.web;

import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What an application holds of the signed-in user's, to be taken away: HTML page.
 */
@Controller
class OwnApplicationPage {

	private final OwnApplications applications;

	OwnApplicationPage(OwnApplications applications) {
		this.applications = applications;
	}

	@GetMapping("/apps/{clientId}")
	String page(@AuthenticationPrincipal Session me, @PathVariable String clientId, Model model) {
		model.addAttribute("own", this.applications.connected(me, clientId));
		return "app";
	}

	@PostMapping("/apps/{clientId}/disconnect")
	ResponseEntity<Void> disconnect(ActingSession me, @PathVariable String clientId) {
		EndResult ending = this.applications.disconnect(me, clientId);
		return EndingResponses.seeOther(ending.nodes().complete(), ending.applications(), "/?disconnected",
				"/?disconnected=pending");
	}

}
