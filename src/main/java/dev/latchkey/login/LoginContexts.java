package dev.latchkey.login;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.Transport;
import dev.latchkey.text.HeaderText;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads from a request how a login arrived.
 */
class LoginContexts {

	private final Mode mode;

	LoginContexts(Mode mode) {
		this.mode = mode;
	}

	LoginContext contextOf(Transport transport, boolean remembered, HttpServletRequest request) {
		@Nullable String userAgent = HeaderText.decode(request.getHeader(HttpHeaders.USER_AGENT));
		return new LoginContext(this.mode.name(), transport, remembered, request.getRemoteAddr(),
				(userAgent != null) ? userAgent : "", AuthenticationMethods.PASSWORD);
	}

}
