package dev.latchkey.login;

import dev.latchkey.account.Status;
import dev.latchkey.mode.Issued;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Applicant;
import dev.latchkey.session.Arrival;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginRefused;
import dev.latchkey.session.Transport;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Checks a password and passes the gate, the same way at each door.
 */
class Login {

	private final Gate gate;

	private final Passwords passwords;

	private final Mode mode;

	private final Logout logout;

	Login(Gate gate, Passwords passwords, Mode mode, Logout logout) {
		this.gate = gate;
		this.passwords = passwords;
		this.mode = mode;
		this.logout = logout;
	}

	/**
	 * Sign a user in. What the request carried before is ended by it, so that no device
	 * collects sessions.
	 * @throws LoginRefused if the name or the password is wrong, or may not be used
	 */
	Issued login(String username, String password, Transport transport, boolean remembered,
			HttpServletRequest request) {
		Applicant applicant = this.gate.byUsername(username);
		boolean matched = this.passwords.matches(password, applicant.passwordHash());
		// the gate would refuse a disabled account too, but after the time of a
		// transaction
		if (!matched || applicant.account() == null || applicant.account().status() != Status.ACTIVE) {
			throw new LoginRefused();
		}
		Issued issued = this.gate.open(applicant, arrival(transport, remembered, request), this.mode::issue);
		this.logout.endReplaced(request);
		return issued;
	}

	Arrival arrival(Transport transport, boolean remembered, HttpServletRequest request) {
		@Nullable String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
		return new Arrival(this.mode.name(), transport, remembered, request.getRemoteAddr(),
				(userAgent != null) ? userAgent : "");
	}

}
