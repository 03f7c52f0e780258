package dev.latchkey.admin;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who is online, and forced logouts: JSON API (ASVS 5.0 7.4.5).
 */
@RestController
class OnlineApi {

	private final ActiveSessions sessions;

	private final Endings endings;

	OnlineApi(ActiveSessions sessions, Endings endings) {
		this.sessions = sessions;
		this.endings = endings;
	}

	@GetMapping("/api/admin/sessions")
	SessionPage online(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String q,
			@RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
		return SessionPage.of(this.sessions.page(q, page, size), me);
	}

	@DeleteMapping("/api/admin/sessions/{handle}")
	ResponseEntity<AdminResponses.Ended> end(ActingSession me, @PathVariable String handle) {
		return AdminResponses.ended(this.endings.endSession(handle, EndReason.FORCED_LOGOUT, me));
	}

	@PostMapping("/api/admin/logout")
	ResponseEntity<AdminResponses.Ended> endEverybody(ActingSession me) {
		return AdminResponses.ended(this.endings.endEverySession(me));
	}

}
