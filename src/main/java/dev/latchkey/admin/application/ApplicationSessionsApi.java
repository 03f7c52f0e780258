package dev.latchkey.admin.application;

import dev.latchkey.admin.SessionPage;
import dev.latchkey.session.Session;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who is signed in with an application: JSON API.
 */
@RestController
class ApplicationSessionsApi {

	private final ApplicationAdministration applications;

	private final ApplicationSessions sessions;

	ApplicationSessionsApi(ApplicationAdministration applications, ApplicationSessions sessions) {
		this.applications = applications;
		this.sessions = sessions;
	}

	@GetMapping("/api/admin/applications/{clientId}/sessions")
	SessionPage list(@AuthenticationPrincipal Session me, @PathVariable String clientId,
			@RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
		return this.sessions.page(this.applications.get(clientId), page, size, me);
	}

}
