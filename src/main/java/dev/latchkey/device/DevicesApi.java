package dev.latchkey.device;

import java.util.List;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.SessionView;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Your own sessions: JSON API (ASVS 5.0 7.5.2).
 */
@RestController
class DevicesApi {

	private final ActiveSessions sessions;

	private final Endings endings;

	DevicesApi(ActiveSessions sessions, Endings endings) {
		this.sessions = sessions;
		this.endings = endings;
	}

	@GetMapping("/api/me/sessions")
	SessionsAnswer list(@AuthenticationPrincipal Session me) {
		return new SessionsAnswer(this.sessions.activeSessionsOf(me.accountId())
			.stream()
			.map((session) -> SessionView.forOwner(session, me))
			.toList());
	}

	@DeleteMapping("/api/me/sessions/{handle}")
	ResponseEntity<Void> end(ActingSession me, @PathVariable String handle) {
		EndResult ending = this.endings.endSessionOf(me.session().accountId(), handle, EndReason.LOGGED_OUT, me);
		return EndingResponses.answer(ending, HttpStatus.NO_CONTENT, null);
	}

	@DeleteMapping("/api/me/sessions")
	ResponseEntity<EndedAnswer> endOthers(ActingSession me) {
		EndResult ending = this.endings.endOthersOf(me.session().accountId(), me.session().handle(),
				EndReason.LOGGED_OUT, me);
		return EndingResponses.answer(ending, HttpStatus.OK, new EndedAnswer(ending.ended()));
	}

	record SessionsAnswer(List<SessionView> sessions) {
	}

	record EndedAnswer(int ended) {
	}

}
