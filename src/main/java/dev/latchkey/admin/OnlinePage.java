package dev.latchkey.admin;

import dev.latchkey.account.Username;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who is online: HTML page.
 */
@Controller
@RequestMapping("/admin/online")
class OnlinePage {

	private static final int PAGE = 50;

	private final ActiveSessions sessions;

	private final Endings endings;

	OnlinePage(ActiveSessions sessions, Endings endings) {
		this.sessions = sessions;
		this.endings = endings;
	}

	@GetMapping
	String page(@AuthenticationPrincipal Session me, @RequestParam(defaultValue = "0") int page,
			@RequestParam(required = false) @Nullable String done, Model model) {
		model.addAttribute("done", done);
		model.addAttribute("online", AdminResponses.SessionPage.of(this.sessions.page(Math.max(page, 0), PAGE), me));
		return "online";
	}

	/**
	 * End a session, and lead back to where the form was: the list, or a user's page.
	 */
	@PostMapping("/{handle}/end")
	ResponseEntity<Void> end(ActingSession me, @PathVariable String handle, @RequestParam(defaultValue = "0") int page,
			@RequestParam(required = false) @Nullable String user) {
		String back = (user != null) ? UserPage.pathOf(Username.of(user)) : "/admin/online?page=" + page;
		return AdminResponses.seeOther(this.endings.endSession(handle, EndReason.FORCED_LOGOUT, me), back, "one");
	}

	@PostMapping("/end-everybody")
	ResponseEntity<Void> endEverybody(ActingSession me) {
		return AdminResponses.seeOther(this.endings.endEverySession(me), "/admin/online", "everybody");
	}

}
