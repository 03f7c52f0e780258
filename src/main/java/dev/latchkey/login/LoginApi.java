package dev.latchkey.login;

import dev.latchkey.account.username.Username;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.SignOutResult;
import dev.latchkey.session.Transport;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Login and logout: JSON API.
 */
@RestController
class LoginApi {

	private final Login login;

	private final Logout logout;

	private final Mode mode;

	private final KnownDevices devices;

	LoginApi(Login login, Logout logout, Mode mode, KnownDevices devices) {
		this.login = login;
		this.logout = logout;
		this.mode = mode;
		this.devices = devices;
	}

	/**
	 * Return which mode runs, and issue the CSRF token.
	 */
	@GetMapping("/api/mode")
	ModeAnswer mode(HttpServletRequest request) {
		CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		// reading it sets its cookie
		token.getToken();
		return new ModeAnswer(this.mode.name());
	}

	@PostMapping(path = "/api/login", consumes = MediaType.APPLICATION_JSON_VALUE)
	LoginAnswer logIn(@Valid @RequestBody LoginRequest body, HttpServletRequest request, HttpServletResponse response) {
		LoginOutcome outcome = this.login.logIn(Username.of(body.username()), body.password(),
				transport(this.mode, body.transport()), Boolean.TRUE.equals(body.rememberMe()), body.deviceToken(),
				request);
		return this.devices.answer(outcome, response);
	}

	@PostMapping("/api/logout")
	ResponseEntity<Void> logOut(@RequestBody(required = false) @Nullable LogoutRequest body, HttpServletRequest request,
			HttpServletResponse response) {
		SignOutResult signOut = this.logout.logOut((body != null) ? body.refreshToken() : null, request, response);
		return EndingResponses.answer(signOut, HttpStatus.NO_CONTENT);
	}

	/**
	 * Return the transport that a login asks for, or the mode's own.
	 */
	static Transport transport(Mode mode, @Nullable String wanted) {
		return mode.transports()
			.stream()
			.filter((transport) -> wanted == null || transport.code().equals(wanted))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
	}

	record ModeAnswer(String mode) {
	}

	record LoginRequest(@NotNull String username, @NotNull String password, @Nullable String transport,
			@Nullable Boolean rememberMe, @Nullable String deviceToken) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "LoginRequest";
		}

	}

	record LogoutRequest(@Nullable String refreshToken) {

		/**
		 * Keep the token out of logs.
		 */
		@Override
		public String toString() {
			return "LogoutRequest";
		}

	}

}
