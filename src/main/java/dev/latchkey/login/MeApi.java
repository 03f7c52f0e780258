package dev.latchkey.login;

import java.util.Objects;
import java.util.SortedSet;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.session.ReplaceResult;
import dev.latchkey.session.Session;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who is signed in, and changing your own password: JSON API.
 */
@RestController
class MeApi {

	private final PasswordChange passwordChange;

	private final KnownDevices devices;

	MeApi(PasswordChange passwordChange, KnownDevices devices) {
		this.passwordChange = passwordChange;
		this.devices = devices;
	}

	@GetMapping("/api/me")
	MeAnswer me(@AuthenticationPrincipal Session me) {
		return new MeAnswer(me.username(), me.roles(), me.permissions(), LoginAnswer.SessionAnswer.of(me));
	}

	@PutMapping(path = "/api/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<LoginAnswer> changePassword(@AuthenticationPrincipal Session me, Authentication authentication,
			@Valid @RequestBody PasswordRequest body, HttpServletRequest request, HttpServletResponse response) {
		Credential.Source source = Objects.requireNonNull((Credential.Source) authentication.getCredentials());
		ReplaceResult<LoginOutcome> replaced = this.passwordChange.change(me, source, body.currentPassword(),
				body.newPassword(), Boolean.TRUE.equals(body.keepOthers()), request);
		return EndingResponses.answer(replaced.ending(), HttpStatus.OK,
				this.devices.answer(replaced.issued(), response));
	}

	record MeAnswer(String username, SortedSet<String> roles, SortedSet<String> permissions,
			LoginAnswer.SessionAnswer session) {
	}

	record PasswordRequest(@NotNull String currentPassword, @NotNull String newPassword, @Nullable Boolean keepOthers) {

		/**
		 * Keep the passwords out of logs.
		 */
		@Override
		public String toString() {
			return "PasswordRequest";
		}

	}

}
