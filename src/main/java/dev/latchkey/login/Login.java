package dev.latchkey.login;

import java.util.Optional;

import dev.latchkey.account.Status;
import dev.latchkey.account.Usernames;
import dev.latchkey.mode.Issued;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Applicant;
import dev.latchkey.session.Arrival;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginRefused;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
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

	private final Throttle throttle;

	private final DeviceMarks marks;

	Login(Gate gate, Passwords passwords, Mode mode, Logout logout, Throttle throttle, DeviceMarks marks) {
		this.gate = gate;
		this.passwords = passwords;
		this.mode = mode;
		this.logout = logout;
		this.throttle = throttle;
		this.marks = marks;
	}

	/**
	 * Sign a user in. What the request carried before is ended by it, so that no device
	 * collects sessions.
	 * @param deviceToken what the device says that it is known by, or {@code null} to
	 * look for a cookie
	 * @throws LoginRefused if the name or the password is wrong, or may not be used
	 * @throws dev.latchkey.throttle.TooManyAttempts if too many were
	 */
	Issued login(String username, String password, Transport transport, boolean remembered,
			@Nullable String deviceToken, HttpServletRequest request) {
		KnownDevice device = this.marks.known(username, deviceToken, request);
		Attempt attempt = Attempt.ofUser(Usernames.keyOf(username), request.getRemoteAddr(), device);
		Applicant applicant = this.passwords
			.inLine(device != null,
					() -> this.throttle.check(attempt, () -> proved(this.gate.byUsername(username), password)))
			.orElseThrow(LoginRefused::new);
		Issued issued = this.gate.open(applicant, arrival(transport, remembered, request), this.mode::issue);
		this.logout.endReplaced(request);
		return issued;
	}

	private Optional<Applicant> proved(Applicant applicant, String password) {
		boolean matched = this.passwords.matches(password, applicant.passwordHash());
		// the gate would refuse a disabled account too, but after the time of a
		// transaction
		boolean admitted = matched && applicant.account() != null && applicant.account().status() == Status.ACTIVE;
		return admitted ? Optional.of(applicant) : Optional.empty();
	}

	Arrival arrival(Transport transport, boolean remembered, HttpServletRequest request) {
		@Nullable String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
		return new Arrival(this.mode.name(), transport, remembered, request.getRemoteAddr(),
				(userAgent != null) ? userAgent : "");
	}

}
