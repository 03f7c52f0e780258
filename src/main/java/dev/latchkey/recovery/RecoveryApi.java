package dev.latchkey.recovery;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.mail.LinkPurpose;
import dev.latchkey.session.ActingSession;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The way back in: JSON API.
 */
@RestController
class RecoveryApi {

	private final ResetRequests requests;

	private final LinkPasswords passwords;

	private final OwnEmail email;

	RecoveryApi(ResetRequests requests, LinkPasswords passwords, OwnEmail email) {
		this.requests = requests;
		this.passwords = passwords;
		this.email = email;
	}

	@PostMapping(path = "/api/password-reset", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void requestReset(@Valid @RequestBody ResetRequest body, HttpServletRequest request) {
		this.requests.take(body.usernameOrEmail(), request.getRemoteAddr());
	}

	@PostMapping(path = "/api/password-reset/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Void> resetPassword(@Valid @RequestBody ResetConfirmation body, HttpServletRequest request) {
		ShownLink link = new ShownLink(body.token(), LinkPurpose.RESET, request.getRemoteAddr());
		return EndingResponses.answer(this.passwords.set(link, body.newPassword()), HttpStatus.NO_CONTENT, null);
	}

	@PostMapping(path = "/api/invitation", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Void> acceptInvitation(@Valid @RequestBody InvitationAnswer body, HttpServletRequest request) {
		ShownLink link = new ShownLink(body.token(), LinkPurpose.INVITATION, request.getRemoteAddr());
		return EndingResponses.answer(this.passwords.set(link, body.password()), HttpStatus.NO_CONTENT, null);
	}

	@PutMapping(path = "/api/me/email", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void changeEmail(ActingSession me, @Valid @RequestBody EmailRequest body) {
		this.email.ask(me, EmailAddress.of(body.email()));
	}

	@PostMapping(path = "/api/email/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void confirmEmail(@Valid @RequestBody EmailConfirmation body, HttpServletRequest request) {
		this.email.confirm(new ShownLink(body.token(), LinkPurpose.EMAIL, request.getRemoteAddr()));
	}

	record ResetRequest(@NotNull String usernameOrEmail) {

		/**
		 * Keep out of logs what may be a password in the wrong field.
		 */
		@Override
		public String toString() {
			return "ResetRequest";
		}

	}

	record ResetConfirmation(@NotNull String token, @NotNull String newPassword) {

		/**
		 * Keep the token and the password out of logs.
		 */
		@Override
		public String toString() {
			return "ResetConfirmation";
		}

	}

	record InvitationAnswer(@NotNull String token, @NotNull String password) {

		/**
		 * Keep the token and the password out of logs.
		 */
		@Override
		public String toString() {
			return "InvitationAnswer";
		}

	}

	record EmailRequest(@NotNull String email) {

		/**
		 * Keep the address out of logs.
		 */
		@Override
		public String toString() {
			return "EmailRequest";
		}

	}

	record EmailConfirmation(@NotNull String token) {

		/**
		 * Keep the token out of logs.
		 */
		@Override
		public String toString() {
			return "EmailConfirmation";
		}

	}

}
