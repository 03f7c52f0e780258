package dev.latchkey.login;

import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.EndingResponses;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page to which a reverse proxy sends a browser that {@code /forward-auth} refused.
 * As on any other page, an access cookie that has expired is renewed on the way, and a
 * user who is not signed in gets the login page first. Then it leads back.
 */
@Controller
class ContinuePage {

	@GetMapping("/continue")
	ResponseEntity<Void> back(@RequestParam(required = false) @Nullable String to) {
		return EndingResponses.seeOtherOfHost(ContinueTarget.orHome(to));
	}

}
