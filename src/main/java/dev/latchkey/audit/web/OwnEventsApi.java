package dev.latchkey.audit.web;

import java.util.List;

import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.session.Session;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What lately happened to the own account, for programs.
 */
@RestController
class OwnEventsApi {

	private final AuditEvents events;

	OwnEventsApi(AuditEvents events) {
		this.events = events;
	}

	@GetMapping("/api/me/events")
	OwnEventsAnswer recent(@AuthenticationPrincipal Session me) {
		return new OwnEventsAnswer(this.events.recent(me).stream().map(OwnEventView::of).toList());
	}

	record OwnEventsAnswer(List<OwnEventView> events) {
	}

}
