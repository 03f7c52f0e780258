package dev.latchkey.login;

import java.util.Optional;

import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Usernames;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
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

	private final KnownDevices marks;

	private final ApplicationEventPublisher events;

	Login(Gate gate, Passwords passwords, Mode mode, Logout logout, Throttle throttle, KnownDevices marks,
			ApplicationEventPublisher events) {
		this.gate = gate;
		this.passwords = passwords;
		this.mode = mode;
		this.logout = logout;
		this.throttle = throttle;
		this.marks = marks;
		this.events = events;
	}

	/**
	 * Sign a user in. What the request carried before is ended by it, so that no device
	 * collects sessions.
	 * @param deviceToken what the device says that it is known by, or {@code null} to
	 * look for a cookie
	 * @throws LoginRefusedException if the name or the password is wrong, or may not be
	 * used
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were
	 */
	IssuedCredentials login(String username, String password, Transport transport, boolean remembered,
			@Nullable String deviceToken, HttpServletRequest request) {
		KnownDevice device = this.marks.known(username, deviceToken, request);
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(Usernames.keyOf(username), request.getRemoteAddr(),
				device);
		LoginCandidate applicant = this.passwords
			.inLine(device != null,
					() -> this.throttle.check(attempt, () -> proved(this.gate.candidate(username), password)))
			.orElseThrow(LoginRefusedException::new);
		IssuedCredentials issued = open(applicant, arrival(transport, remembered, request));
		this.logout.endReplaced(request);
		return issued;
	}

	private Optional<LoginCandidate> proved(LoginCandidate applicant, String password) {
		boolean matched = this.passwords.matches(password, applicant.passwordHash());
		// the gate would refuse a disabled account too, but after the time of a
		// transaction
		if (!matched || applicant.account() == null || applicant.account().status() != AccountStatus.ACTIVE) {
			this.events.publishEvent(LoginFailed.of(applicant.account(), reason(applicant, matched)));
			return Optional.empty();
		}
		return Optional.of(applicant);
	}

	private IssuedCredentials open(LoginCandidate applicant, LoginContext arrival) {
		try {
			return this.gate.open(applicant, arrival, this.mode::issue);
		}
		catch (LoginRefusedException ex) {
			this.events.publishEvent(LoginFailed.of(applicant.account(), LoginFailed.Reason.OVERTAKEN));
			throw ex;
		}
	}

	private static LoginFailed.Reason reason(LoginCandidate applicant, boolean matched) {
		if (applicant.account() == null) {
			return LoginFailed.Reason.UNKNOWN_NAME;
		}
		return matched ? LoginFailed.Reason.ACCOUNT_DISABLED : LoginFailed.Reason.WRONG_PASSWORD;
	}

	LoginContext arrival(Transport transport, boolean remembered, HttpServletRequest request) {
		@Nullable String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
		return new LoginContext(this.mode.name(), transport, remembered, request.getRemoteAddr(),
				(userAgent != null) ? userAgent : "");
	}

}
