package dev.latchkey.admin;

import dev.latchkey.session.Session;
import dev.latchkey.throttle.ThrottleState;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What stands against guessing a user's password, for programs.
 */
@RestController
@RequestMapping("/api/admin/users/{username}/throttle")
class ThrottleApi {

	private final Throttles throttles;

	ThrottleApi(Throttles throttles) {
		this.throttles = throttles;
	}

	@GetMapping
	ThrottleState throttle(@PathVariable String username) {
		return this.throttles.of(username);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void lift(@AuthenticationPrincipal Session me, @PathVariable String username) {
		this.throttles.lift(me, username);
	}

}
