package dev.latchkey.login;

import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Proving once more who is signed in: JSON API. A request shows one thing; each kind has
 * a member of its own, and a method of {@link Proving}.
 */
@RestController
class ProofApi {

	private final Proving proving;

	ProofApi(Proving proving) {
		this.proving = proving;
	}

	@PostMapping(path = "/api/me/proof", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void prove(@AuthenticationPrincipal Session me, @Valid @RequestBody ProofRequest body, HttpServletRequest request) {
		this.proving.byPassword(me, body.password(), request);
	}

	record ProofRequest(@NotNull String password) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "ProofRequest";
		}

	}

}
