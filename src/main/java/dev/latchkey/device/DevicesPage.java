package dev.latchkey.device;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.SessionView;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Your own sessions: HTML page.
 */
@Controller
class DevicesPage {

	private final ActiveSessions sessions;

	private final Endings endings;

	DevicesPage(ActiveSessions sessions, Endings endings) {
		this.sessions = sessions;
		this.endings = endings;
	}

	@GetMapping("/devices")
	String page(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String done,
			Model model) {
		model.addAttribute("done", done);
		model.addAttribute("sessions",
				this.sessions.activeSessionsOf(me.accountId())
					.stream()
					.map((session) -> SessionView.forOwner(session, me))
					.toList());
		return "devices";
	}

	@PostMapping("/devices/{handle}/end")
	ResponseEntity<Void> end(ActingSession me, @PathVariable String handle) {
		return back(this.endings.endSessionOf(me.session().accountId(), handle, EndReason.LOGGED_OUT, me), "one");
	}

	@PostMapping("/devices/end-others")
	ResponseEntity<Void> endOthers(ActingSession me) {
		return back(this.endings.endOthersOf(me.session().accountId(), me.session().handle(), EndReason.LOGGED_OUT, me),
				"others");
	}

	/**
	 * Lead the browser back to the list, which says what was done, or that some nodes
	 * have not confirmed it yet.
	 */
	private static ResponseEntity<Void> back(EndResult ending, String done) {
		return EndingResponses.seeOther(ending.nodes().complete(), ending.applications(), "/devices?done=" + done,
				"/devices?done=pending");
	}

}
