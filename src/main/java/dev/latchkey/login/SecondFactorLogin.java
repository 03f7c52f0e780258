package dev.latchkey.login;

import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.factor.InvalidCodeException;
import dev.latchkey.factor.InvalidLoginException;
import dev.latchkey.factor.LoginTicket;
import dev.latchkey.factor.LoginTickets;
import dev.latchkey.factor.PendingLogin;
import dev.latchkey.factor.SecondFactorRequiredException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ProvedLogin;
import dev.latchkey.session.SecondFactorGate;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Takes the second factor of a login: a code, after the password was right. The code
 * counts the login, as the password has counted a first step; a wrong code costs what a
 * wrong password does, so that a guesser who knows the password gets no more attempts
 * from more tickets.
 */
class SecondFactorLogin {

	private final SecondFactorGate gate;

	private final LoginTickets tickets;

	private final Mode mode;

	private final Logout logout;

	private final LoginCompletion completion;

	private final Throttle throttle;

	private final KnownDevices devices;

	private final LoginContexts contexts;

	private final ApplicationEventPublisher events;

	SecondFactorLogin(SecondFactorGate gate, LoginTickets tickets, Mode mode, Logout logout, LoginCompletion completion,
			Throttle throttle, KnownDevices devices, LoginContexts contexts, ApplicationEventPublisher events) {
		this.gate = gate;
		this.tickets = tickets;
		this.mode = mode;
		this.logout = logout;
		this.completion = completion;
		this.throttle = throttle;
		this.devices = devices;
		this.contexts = contexts;
		this.events = events;
	}

	/**
	 * Note a login whose password was right, and ask for a second factor.
	 * @param known the device, if it is known by the account's present password
	 * @param before what the device was known by, by whatever password
	 */
	SecondFactorRequiredException demand(LoginCandidate candidate, Account account, Transport transport,
			boolean remembered, @Nullable KnownDevice known, @Nullable KnownDevice before) {
		PendingLogin login = new PendingLogin(account.id(), this.tickets.versionOf(account), candidate.epoch(),
				candidate.liveSince(), transport.name(), remembered, idOf(before));
		return this.tickets.demand(login, account.username(), idOf(known));
	}

	/**
	 * Sign a user in who has a ticket, with a code of an authenticator app or for
	 * recovery. What the request carried before is ended by it.
	 * @throws InvalidLoginException if the ticket is no good, or was overtaken by an
	 * ending or a change of the account; the client begins again
	 * @throws InvalidCodeException if the code is wrong or was used
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts; nothing was checked
	 */
	LoginOutcome logIn(String text, String code, HttpServletRequest request) {
		LoginTicket ticket = this.tickets.read(text).orElseThrow(() -> invalid(null));
		Set<String> replaced = this.logout.replaceable(request);
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(ticket.username(), request.getRemoteAddr(),
				device(ticket.accountId(), ticket.deviceId()));
		try (AttemptTurn turn = this.throttle.enter(attempt);
				AttemptPayment payment = this.throttle.pay(turn.attempt())) {
			LoginContext context = this.contexts.contextOf(Transport.COOKIE, false, request);
			ProvedLogin<IssuedCredentials> proved = open(ticket, code, payment, context);
			payment.countLogin();
			this.completion.complete(proved.issued(), payment, replaced, ticket.deviceId() != null, context);
			Account account = proved.account();
			return new LoginOutcome(proved.issued(), this.devices.mark(account.id(), account.username(),
					account.passwordHash(), device(account.id(), proved.deviceId())));
		}
	}

	private ProvedLogin<IssuedCredentials> open(LoginTicket ticket, String code, AttemptPayment payment,
			LoginContext context) {
		try {
			return this.gate.open(ticket, code, context, this.mode::issue);
		}
		catch (InvalidCodeException ex) {
			publish(ticket, LoginFailed.Reason.WRONG_CODE);
			// last: if the failure could not be recorded, it costs nothing
			payment.forfeit();
			throw ex;
		}
		catch (LoginRefusedException ex) {
			publish(ticket, LoginFailed.Reason.OVERTAKEN);
			throw new InvalidLoginException();
		}
		catch (InvalidLoginException ex) {
			throw invalid(ticket);
		}
	}

	/**
	 * Refuse a ticket. It costs nothing: none can be guessed, and no code was looked at.
	 */
	private InvalidLoginException invalid(@Nullable LoginTicket ticket) {
		publish(ticket, LoginFailed.Reason.INVALID_LOGIN);
		return new InvalidLoginException();
	}

	private void publish(@Nullable LoginTicket ticket, LoginFailed.Reason reason) {
		this.events.publishEvent((ticket != null) ? new LoginFailed(ticket.accountId(), ticket.username(), reason)
				: LoginFailed.of(null, reason));
	}

	private static @Nullable KnownDevice device(String accountId, @Nullable String id) {
		return (id != null) ? new KnownDevice(accountId, id) : null;
	}

	private static @Nullable String idOf(@Nullable KnownDevice device) {
		return (device != null) ? device.id() : null;
	}

}
