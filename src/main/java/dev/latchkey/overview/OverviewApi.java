package dev.latchkey.overview;

import dev.latchkey.session.Session;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The overview as JSON.
 */
@RestController
class OverviewApi {

	private final AdminOverview overview;

	OverviewApi(AdminOverview overview) {
		this.overview = overview;
	}

	@GetMapping("/api/admin/overview")
	OverviewAnswer overview(@AuthenticationPrincipal Session me) {
		return this.overview.seenBy(me);
	}

}
