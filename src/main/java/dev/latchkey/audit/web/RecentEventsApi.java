package dev.latchkey.audit.web;

import java.util.List;

import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.session.Session;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Recent events of the signed-in account, as JSON.
 */
@RestController
class RecentEventsApi {

	private final AuditEvents events;

	RecentEventsApi(AuditEvents events) {
		this.events = events;
	}

	@GetMapping("/api/me/events")
	RecentEvents recent(@AuthenticationPrincipal Session me) {
		return new RecentEvents(this.events.recent(me).stream().map(OwnerEventView::of).toList());
	}

	record RecentEvents(List<OwnerEventView> events) {
	}

}
