package dev.latchkey.transfer;

import dev.latchkey.session.Session;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How far one's own import is: JSON API. It is asked while the file is sent, as nothing
 * of the answer comes before all of it has.
 */
@RestController
class ImportProgressApi {

	private final RunningImports running;

	ImportProgressApi(RunningImports running) {
		this.running = running;
	}

	@GetMapping("/api/admin/users/import/progress")
	ImportProgress progress(@AuthenticationPrincipal Session me) {
		return this.running.progressOf(me.accountId());
	}

}
