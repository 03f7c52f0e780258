package dev.latchkey.session;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocations;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes the password of a user who is signed in, in one transaction with what follows
 * from it: the session that asks ends, and the gate opens another in its place.
 */
public class SessionReplacement {

	private final Gate gate;

	private final Accounts accounts;

	private final AccountChanges changes;

	private final UserSessions sessions;

	private final Revocations revocations;

	private final EndingTransaction ending;

	private final EndingAnnouncement announcement;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	SessionReplacement(Gate gate, Accounts accounts, AccountChanges changes, UserSessions sessions,
			Revocations revocations, EndingTransaction ending, EndingAnnouncement announcement,
			TransactionOperations transaction, ApplicationEventPublisher events) {
		this.gate = gate;
		this.accounts = accounts;
		this.changes = changes;
		this.sessions = sessions;
		this.revocations = revocations;
		this.ending = ending;
		this.announcement = announcement;
		this.transaction = transaction;
		this.events = events;
	}

	/**
	 * Change an account's password, and replace the session of its owner with a new one.
	 * @param <T> what is issued
	 * @param candidate the owner, as read before the current password was checked
	 * @param old the session that asks; it ends in any case
	 * @param context how the request arrived; whether the user is remembered stays as it
	 * was, and what was shown before was shown
	 * @param keepOthers whether the account's other sessions stay, but for those that a
	 * temporary password opened
	 * @param passwordHash the hash of the new password
	 * @param issuer issues the credentials
	 * @return what was issued, and what the ending has done
	 * @throws LoginRefusedException if the account or the old session was overtaken by an
	 * ending
	 */
	public <T> ReplaceResult<T> replace(LoginCandidate candidate, Session old, LoginContext context, boolean keepOthers,
			String passwordHash, CredentialIssuer<T> issuer) {
		Gate.Passed<T> passed = this.transaction.execute((status) -> {
			Account before = this.gate.admit(candidate);
			UserSessions.Row row = this.sessions.find(old.handle()).orElseThrow(LoginRefusedException::new);
			this.changes.changePassword(before.id(), passwordHash, false);
			EndedRows ended = keepOthers
					? this.ending.endReplaced(old.handle(), before, EndReason.PASSWORD_CHANGED, before.username())
					: this.ending.endAccount(before, EndReason.PASSWORD_CHANGED, before.username());
			// this session, every session, or those of a role may have ended meanwhile:
			// those endings lock no account
			if (!ended.handles().contains(old.handle())
					|| this.revocations.endedWithOthersSince(before.id(), candidate.epoch())) {
				throw new LoginRefusedException();
			}
			Account after = this.accounts.byId(before.id()).orElseThrow(LoginRefusedException::new);
			OpenedSession opened = this.gate.insert(after, this.revocations.head(),
					context.withRemembered(row.remembered()).with(context.methods().and(row.amr())));
			this.gate.keepListed(opened.session(), candidate.liveSince());
			return new Gate.Passed<>(opened, issuer.issue(opened), ended);
		});
		this.events.publishEvent(
				new SessionReplaced(old.accountId(), old.username(), old.handle(), passed.opened().session().handle()));
		return new ReplaceResult<>(passed.issued(), this.announcement.finish(passed.ended()));
	}

}
