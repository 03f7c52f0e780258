package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Accounts;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LoginEpoch;
import dev.latchkey.revocation.Revocations;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The only way to a session. A login begins with the log's number, then the password is
 * checked, which takes long; the gate then opens the session only if nothing overtook the
 * login meanwhile.
 */
public class Gate {

	private final Accounts accounts;

	private final UserSessions sessions;

	private final Revocations revocations;

	private final Endings endings;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final SessionSettings settings;

	private final Clock clock;

	Gate(Accounts accounts, UserSessions sessions, Revocations revocations, Endings endings,
			TransactionOperations transaction, ApplicationEventPublisher events, SessionSettings settings,
			Clock clock) {
		this.accounts = accounts;
		this.sessions = sessions;
		this.revocations = revocations;
		this.endings = endings;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Return who is about to log in.
	 * @param username the name as given
	 * @return the account, the epoch of the login, and since when there are live sessions
	 */
	public LoginCandidate byUsername(String username) {
		// the number first: whatever ends the account after this read has a later one
		LoginEpoch beginning = this.revocations.beginning();
		return new LoginCandidate(this.accounts.byUsername(username).orElse(null), beginning.epoch(),
				beginning.liveSince());
	}

	/**
	 * Return who is about to prove the password again.
	 * @param session the session that asks
	 * @return the account, and of the session the epoch and the beginning
	 */
	public LoginCandidate of(Session session) {
		// whatever ended the session since has overtaken this; so lists reach back to it
		return new LoginCandidate(this.accounts.byId(session.accountId()).orElse(null), session.epoch(),
				session.startedAt());
	}

	/**
	 * Open a session for somebody whose password has been checked.
	 * @param <T> what is issued
	 * @param applicant who it is, as read before the check
	 * @param arrival how the login arrived
	 * @param issue issues the credential; if it fails, no session has been opened
	 * @return what was issued
	 * @throws LoginRefusedException if the account is not there, not active, or was
	 * changed or ended since
	 */
	public <T> T open(LoginCandidate applicant, LoginContext arrival, Function<OpenedSession, T> issue) {
		Passed<T> passed = this.transaction.execute((status) -> {
			Account account = admit(applicant);
			List<UserSessions.Row> tooMany = this.sessions.beyond(account.id(), this.settings.maxPerAccount());
			OpenedSession opened = insert(account, applicant.epoch(), arrival);
			T issued = issue.apply(opened);
			// last, because these hold the log's lock until the commit
			EndedRows ended = this.endings.endRows(tooMany, account, EndReason.SESSION_LIMIT, account.username());
			keepListed(opened.session(), applicant.liveSince());
			return new Passed<>(opened, issued, ended);
		});
		this.events.publishEvent(SessionOpened.of(passed.opened()));
		if (!passed.ended().revocations().isEmpty()) {
			this.endings.finish(passed.ended());
		}
		return passed.issued();
	}

	/**
	 * Exchange a session for a new one, after the account was changed by its owner.
	 * @param <T> what is issued
	 * @param applicant the owner, as read before the password was checked
	 * @param old the session that asks; it ends in any case
	 * @param arrival how the request arrived; whether the user is remembered stays as it
	 * was
	 * @param keepOthers whether the account's other sessions stay
	 * @param change the change to the account
	 * @param issue issues the credential
	 * @return what was issued, and how far the ending has come
	 * @throws LoginRefusedException if the account or the old session was overtaken by an
	 * ending
	 */
	public <T> ExchangeResult<T> exchange(LoginCandidate applicant, Session old, LoginContext arrival,
			boolean keepOthers, Runnable change, Function<OpenedSession, T> issue) {
		Passed<T> passed = this.transaction.execute((status) -> {
			Account before = admit(applicant);
			UserSessions.Row row = this.sessions.find(old.handle()).orElseThrow(LoginRefusedException::new);
			change.run();
			EndedRows ended = keepOthers
					? this.endings.endRows(List.of(row), before, EndReason.PASSWORD_CHANGED, before.username())
					: this.endings.endAccount(before, EndReason.PASSWORD_CHANGED, before.username());
			// the one may have been ended meanwhile, or all: for these no account is
			// locked
			if (!ended.handles().contains(old.handle()) || this.revocations.everybodyEndedSince(applicant.epoch())) {
				throw new LoginRefusedException();
			}
			Account after = this.accounts.byId(before.id()).orElseThrow(LoginRefusedException::new);
			OpenedSession opened = insert(after, this.revocations.head(), arrival.remembered(row.remembered()));
			keepListed(opened.session(), applicant.liveSince());
			return new Passed<>(opened, issue.apply(opened), ended);
		});
		this.events.publishEvent(
				new SessionReplaced(old.accountId(), old.username(), old.handle(), passed.opened().session().handle()));
		return new ExchangeResult<>(passed.issued(), this.endings.finish(passed.ended()).nodes());
	}

	private Account admit(LoginCandidate applicant) {
		Account known = applicant.account();
		if (known == null) {
			throw new LoginRefusedException();
		}
		Account account = this.accounts.lock(known.id()).orElseThrow(LoginRefusedException::new);
		if (account.status() != AccountStatus.ACTIVE || !account.passwordHash().equals(known.passwordHash())
				|| this.revocations.endedSince(account.id(), applicant.epoch())) {
			throw new LoginRefusedException();
		}
		return account;
	}

	private OpenedSession insert(Account account, long epoch, LoginContext arrival) {
		Instant now = this.clock.instant();
		// whole seconds, because that is what a token can carry
		Instant started = now.truncatedTo(ChronoUnit.SECONDS);
		Session session = new Session(RandomIds.next(), account.id(),
				account.username(), account.roles(), account.permissions(), account.mustChangePassword(), epoch,
				started, started.plus(this.settings.lifetime(arrival.remembered())));
		this.sessions.insert(session, arrival, now, now.plus(this.settings.idle(arrival.remembered())));
		return new OpenedSession(session, arrival.transport(), arrival.remembered(), 0);
	}

	private void keepListed(Session session, Instant liveSince) {
		if (session.startedAt().isBefore(liveSince)) {
			this.revocations.reachBackTo(session.startedAt());
		}
	}

	private record Passed<T>(OpenedSession opened, T issued, EndedRows ended) {
	}

}
