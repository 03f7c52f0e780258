package dev.latchkey.login;

import dev.latchkey.factor.passkey.PasskeyProofs;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.mode.Mode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Login with a passkey: JSON API. The login page's script calls it as well.
 */
@RestController
class PasskeyLoginApi {

	private final PasskeyProofs proofs;

	private final PasskeyLogin login;

	private final Mode mode;

	private final KnownDevices devices;

	PasskeyLoginApi(PasskeyProofs proofs, PasskeyLogin login, Mode mode, KnownDevices devices) {
		this.proofs = proofs;
		this.login = login;
		this.mode = mode;
		this.devices = devices;
	}

	@PostMapping("/api/login/passkey/options")
	PasskeySignInOptions options() {
		return new PasskeySignInOptions(this.proofs.options());
	}

	@PostMapping(path = "/api/login/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
	LoginAnswer logIn(@Valid @RequestBody PasskeyRequest body, HttpServletRequest request,
			HttpServletResponse response) {
		LoginOutcome outcome = this.login.logIn(body.credential(), LoginApi.transport(this.mode, body.transport()),
				Boolean.TRUE.equals(body.rememberMe()), body.deviceToken(), request);
		return this.devices.answer(outcome, response);
	}

	record PasskeySignInOptions(JsonNode publicKey) {
	}

	record PasskeyRequest(@NotNull JsonNode credential, @Nullable String transport, @Nullable Boolean rememberMe,
			@Nullable String deviceToken) {

		/**
		 * Keep the credential out of logs.
		 */
		@Override
		public String toString() {
			return "PasskeyRequest";
		}

	}

}
