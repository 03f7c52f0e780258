package dev.latchkey.admin;

import dev.latchkey.account.username.Username;
import dev.latchkey.factor.held.HeldFactors;
import dev.latchkey.session.ActingSession;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Second factors of users: JSON API.
 */
@RestController
@RequestMapping("/api/admin/users/{username}/factors")
class UserFactorsApi {

	private final UserFactors factors;

	UserFactorsApi(UserFactors factors) {
		this.factors = factors;
	}

	@GetMapping
	HeldFactors list(@PathVariable String username) {
		return this.factors.heldBy(Username.of(username));
	}

	@DeleteMapping
	ResponseEntity<Void> reset(ActingSession me, @PathVariable String username) {
		return AdminResponses.answer(this.factors.reset(me, Username.of(username)), HttpStatus.NO_CONTENT, null);
	}

}
