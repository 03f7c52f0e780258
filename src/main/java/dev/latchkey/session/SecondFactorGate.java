package dev.latchkey.session;

import dev.latchkey.account.Account;
import dev.latchkey.factor.InvalidCodeException;
import dev.latchkey.factor.InvalidLoginException;
import dev.latchkey.factor.LoginTicket;
import dev.latchkey.factor.LoginTickets;
import dev.latchkey.factor.PendingLogin;
import dev.latchkey.factor.SecondFactors;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets a login through the gate that shows a second factor after its password. All of it
 * is one transaction: the ticket is good, nothing has overtaken the login, the code is
 * right, and the session is opened. So neither a ticket nor a code opens two. The ticket
 * is locked before the account: nothing that has locked an account wants a ticket.
 */
public class SecondFactorGate {

	private final Gate gate;

	private final LoginTickets tickets;

	private final SecondFactors factors;

	private final TransactionOperations transaction;

	SecondFactorGate(Gate gate, LoginTickets tickets, SecondFactors factors, TransactionOperations transaction) {
		this.gate = gate;
		this.tickets = tickets;
		this.factors = factors;
		this.transaction = transaction;
	}

	/**
	 * Open a session for a login that waits.
	 * @param <T> what is issued
	 * @param ticket its ticket
	 * @param code the code, as it was typed
	 * @param request how the code arrived; how the client carries its credential, and
	 * whether the user is remembered, is as the login has said
	 * @param issuer issues the credentials; if it fails, neither the ticket nor the code
	 * is used
	 * @return what was issued
	 * @throws InvalidLoginException if the ticket is void, used or expired
	 * @throws LoginRefusedException if the account was changed or its sessions were ended
	 * since the login began
	 * @throws InvalidCodeException if the code is wrong or was used, which the ticket
	 * stands a few times
	 */
	public <T> ProvedLogin<T> open(LoginTicket ticket, String code, LoginContext request, CredentialIssuer<T> issuer) {
		Outcome<T> outcome = this.transaction.execute((status) -> {
			PendingLogin login = this.tickets.lock(ticket).orElseThrow(InvalidLoginException::new);
			Account account = this.gate.admit(login.accountId(), login.epoch(),
					(now) -> this.tickets.versionOf(now).equals(login.passwordVersion()));
			if (!this.factors.proves(account, code)) {
				this.tickets.countFailure(ticket);
				return new Outcome<>(account, login.deviceId(), null);
			}
			this.tickets.use(ticket);
			LoginContext context = request.carriedBy(Transport.valueOf(login.transport()), login.remembered())
				.with(request.methods().withCode());
			return new Outcome<>(account, login.deviceId(),
					this.gate.pass(account, login.epoch(), login.liveSince(), context, issuer));
		});
		if (outcome.passed() == null) {
			throw new InvalidCodeException();
		}
		return new ProvedLogin<>(this.gate.announce(outcome.passed()), outcome.account(), outcome.deviceId());
	}

	private record Outcome<T>(Account account, @Nullable String deviceId, Gate.@Nullable Passed<T> passed) {
	}

}
