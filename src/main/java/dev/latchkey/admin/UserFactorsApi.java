package dev.latchkey.admin;

import dev.latchkey.account.Username;
import dev.latchkey.session.ActingSession;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Second factors of users: JSON API.
 */
@RestController
class UserFactorsApi {

	private final UserFactors factors;

	UserFactorsApi(UserFactors factors) {
		this.factors = factors;
	}

	@DeleteMapping("/api/admin/users/{username}/factors")
	ResponseEntity<Void> reset(ActingSession me, @PathVariable String username) {
		return AdminResponses.answer(this.factors.reset(me, Username.of(username)), HttpStatus.NO_CONTENT, null);
	}

}
