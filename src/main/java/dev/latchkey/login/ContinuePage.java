package dev.latchkey.login;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a reverse proxy sends a browser that {@code /forward-auth} did not recognise. It
 * is a page like any other: on the way in an access cookie that has expired is renewed,
 * and a user who is not signed in comes to the login first. Then it leads back.
 */
@Controller
class ContinuePage {

	@GetMapping("/continue")
	ResponseEntity<Void> back(@RequestParam(required = false) @Nullable String to) {
		return LoginPage.seeOther(ContinueTarget.of(to));
	}

}
