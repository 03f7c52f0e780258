package dev.latchkey.admin;

import dev.latchkey.account.username.Username;
import dev.latchkey.session.ActingSession;
import dev.latchkey.throttle.ThrottleState;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The budget against guessing a user's password: JSON API.
 */
@RestController
@RequestMapping("/api/admin/users/{username}/throttle")
class ThrottleApi {

	private final UserThrottle throttle;

	ThrottleApi(UserThrottle throttle) {
		this.throttle = throttle;
	}

	@GetMapping
	ThrottleState throttle(@PathVariable String username) {
		return this.throttle.stateOf(Username.of(username));
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void lift(ActingSession me, @PathVariable String username) {
		this.throttle.lift(me, Username.of(username));
	}

}
