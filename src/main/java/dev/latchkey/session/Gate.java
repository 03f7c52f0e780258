package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Accounts;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.factor.FactorRequirements;
import dev.latchkey.revocation.EndReason;
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

	private final AccountChanges changes;

	private final FactorRequirements factors;

	private final UserSessions sessions;

	private final Revocations revocations;

	private final EndingTransaction ending;

	private final EndingAnnouncement announcement;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final SessionSettings settings;

	private final Clock clock;

	Gate(Accounts accounts, AccountChanges changes, FactorRequirements factors, UserSessions sessions,
			Revocations revocations, EndingTransaction ending, EndingAnnouncement announcement,
			TransactionOperations transaction, ApplicationEventPublisher events, SessionSettings settings,
			Clock clock) {
		this.accounts = accounts;
		this.changes = changes;
		this.factors = factors;
		this.sessions = sessions;
		this.revocations = revocations;
		this.ending = ending;
		this.announcement = announcement;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Open a session for a candidate whose password has been checked.
	 * @param <T> what is issued
	 * @param candidate the candidate, as read before the check
	 * @param context how the login arrived
	 * @param issuer issues the credentials; if it fails, no session has been opened
	 * @return what was issued
	 * @throws LoginRefusedException if the account does not exist or is not active, if
	 * its password has expired, or if it was changed or its sessions were ended since
	 */
	public <T> T open(LoginCandidate candidate, LoginContext context, CredentialIssuer<T> issuer) {
		Passed<T> passed = this.transaction.execute((status) -> {
			Account account = admit(candidate);
			if (account.secondFactor() && !context.methods().isMultiFactor()) {
				// it was set up after the candidate was read
				throw new LoginRefusedException();
			}
			return pass(account, candidate.epoch(), candidate.liveSince(), context, issuer);
		});
		return announce(passed);
	}

	/**
	 * Open a session for an account that was admitted, in the caller's transaction.
	 */
	<T> Passed<T> pass(Account account, long epoch, Instant liveSince, LoginContext context,
			CredentialIssuer<T> issuer) {
		if (account.isPasswordExpired(this.clock.instant())) {
			throw new LoginRefusedException();
		}
		// a temporary password has one session at a time
		int limit = account.mustChangePassword() ? 1 : this.settings.maxPerAccount();
		List<UserSessions.Row> tooMany = this.sessions.findBeyond(account.id(), limit);
		OpenedSession opened = insert(account, epoch, context);
		this.changes.noteSignIn(account.id(), opened.session().startedAt());
		T issued = issuer.issue(opened);
		// last, because these hold the log's lock until the commit
		EndedRows ended = this.ending.endRows(tooMany, account, EndReason.SESSION_LIMIT, account.username());
		keepListed(opened.session(), liveSince);
		return new Passed<>(opened, issued, ended);
	}

	/**
	 * Announce what was committed.
	 * @return what was issued
	 */
	<T> T announce(Passed<T> passed) {
		this.events.publishEvent(SessionOpened.of(passed.opened()));
		if (!passed.ended().revocations().isEmpty()) {
			this.announcement.finishUntold(passed.ended());
		}
		return passed.issued();
	}

	/**
	 * Lock the account of a candidate, and require that nothing has overtaken its login.
	 */
	Account admit(LoginCandidate candidate) {
		Account known = candidate.account();
		if (known == null) {
			throw new LoginRefusedException();
		}
		return admit(known.id(), candidate.epoch(), (account) -> account.passwordHash().equals(known.passwordHash()));
	}

	/**
	 * Lock an account, and require that nothing has overtaken its login.
	 * @param epoch the log's number when the login began
	 * @param same whether the account has the password still that was right
	 */
	Account admit(String accountId, long epoch, Predicate<Account> same) {
		Account account = this.accounts.lock(accountId).orElseThrow(LoginRefusedException::new);
		if (account.status() != AccountStatus.ACTIVE || !same.test(account)
				|| this.revocations.endedSince(account.id(), epoch)) {
			throw new LoginRefusedException();
		}
		return account;
	}

	/**
	 * Open a session, in the caller's transaction.
	 */
	OpenedSession insert(Account account, long epoch, LoginContext wanted) {
		// a temporary password is never remembered
		LoginContext context = account.mustChangePassword() ? wanted.withRemembered(false) : wanted;
		Instant now = this.clock.instant();
		// whole seconds, because that is what a token can carry
		Instant started = now.truncatedTo(ChronoUnit.SECONDS);
		Session session = new Session(RandomIds.next(), account.id(), account.username(), account.roles(),
				account.permissions(), account.mustChangePassword(), epoch, started,
				started.plus(this.settings.lifetime(context.remembered())), context.methods(), started,
				this.factors.isMissing(account.id()));
		this.sessions.insert(session, context, now, now.plus(this.settings.idle(context.remembered())));
		return new OpenedSession(session, context.transport(), context.remembered(), 0);
	}

	/**
	 * Let lists reach back to the start of a session.
	 * @param liveSince how far they reach
	 */
	void keepListed(Session session, Instant liveSince) {
		if (session.startedAt().isBefore(liveSince)) {
			this.revocations.reachBackTo(session.startedAt());
		}
	}

	/**
	 * A session that was opened, and what ended for it.
	 */
	record Passed<T>(OpenedSession opened, T issued, EndedRows ended) {
	}

}
