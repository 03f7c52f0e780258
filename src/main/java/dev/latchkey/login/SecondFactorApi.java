package dev.latchkey.login;

import dev.latchkey.mode.LoginAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The second factor of a login: JSON API.
 */
@RestController
class SecondFactorApi {

	private final SecondFactorLogin login;

	private final KnownDevices devices;

	SecondFactorApi(SecondFactorLogin login, KnownDevices devices) {
		this.login = login;
		this.devices = devices;
	}

	@PostMapping(path = "/api/login/factor", consumes = MediaType.APPLICATION_JSON_VALUE)
	LoginAnswer logIn(@Valid @RequestBody FactorRequest body, HttpServletRequest request,
			HttpServletResponse response) {
		return this.devices.answer(this.login.logIn(body.login(), body.code(), request), response);
	}

	record FactorRequest(@NotNull String login, @NotNull String code) {

		/**
		 * Keep the ticket and the code out of logs.
		 */
		@Override
		public String toString() {
			return "FactorRequest";
		}

	}

}
