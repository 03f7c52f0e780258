package dev.latchkey.admin;

import dev.latchkey.account.username.Username;
import dev.latchkey.datastore.Page;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSession;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.session.active.EndedSessionOwners;
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
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Who is online: HTML page.
 */
@Controller
@RequestMapping("/admin/online")
class OnlinePage {

	private static final int PAGE = 50;

	private final ActiveSessions sessions;

	private final EndedSessionOwners endedOwners;

	private final Endings endings;

	OnlinePage(ActiveSessions sessions, EndedSessionOwners endedOwners, Endings endings) {
		this.sessions = sessions;
		this.endedOwners = endedOwners;
		this.endings = endings;
	}

	/**
	 * Show a page of the list.
	 * @param q a piece of the names to show
	 * @param ended the handle of a session of which the page says that it has ended; a
	 * name would let a link say so of any user
	 */
	@GetMapping
	String page(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String q,
			@RequestParam(defaultValue = "0") int page, @RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String ended, Model model) {
		model.addAttribute("done", done);
		if (ended != null) {
			this.endedOwners.ownerOf(ended).ifPresent((username) -> model.addAttribute("who", username));
		}
		model.addAttribute("q", (q != null && !q.isBlank()) ? q : null);
		Page<ActiveSession> found = this.sessions.page(q, Math.max(page, 0), PAGE);
		model.addAttribute("online",
				SessionPage.of(found.isPastTheEnd() ? this.sessions.page(q, found.lastPage(), PAGE) : found, me));
		return "online";
	}

	/**
	 * End a session, and lead back to where the form was: the list, or a user's page.
	 */
	@PostMapping("/{handle}/end")
	ResponseEntity<Void> end(ActingSession me, @PathVariable String handle, @RequestParam(defaultValue = "0") int page,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String user) {
		String back = (user != null) ? UserPage.pathOf(Username.of(user)) : list(page, q, handle);
		return AdminResponses.seeOther(this.endings.endSession(handle, EndReason.FORCED_LOGOUT, me), back, "one");
	}

	private static String list(int page, @Nullable String q, String ended) {
		return UriComponentsBuilder.fromPath("/admin/online")
			.queryParam("page", page)
			.queryParam("q", "{q}")
			.queryParam("ended", "{ended}")
			.encode()
			.buildAndExpand((q != null) ? q : "", ended)
			.toUriString();
	}

	@PostMapping("/end-everybody")
	ResponseEntity<Void> endEverybody(ActingSession me) {
		return AdminResponses.seeOther(this.endings.endEverySession(me), "/admin/online", "everybody");
	}

}
