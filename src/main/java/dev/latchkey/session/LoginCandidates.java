package dev.latchkey.session;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.username.Username;
import dev.latchkey.revocation.LoginEpoch;
import dev.latchkey.revocation.Revocations;
import org.jspecify.annotations.Nullable;

/**
 * Reads who wants to pass the {@link Gate}, before anything is checked. A login begins
 * with the log's number, so that the gate can tell what has overtaken it.
 */
public class LoginCandidates {

	private final Accounts accounts;

	private final AccountChanges changes;

	private final Revocations revocations;

	LoginCandidates(Accounts accounts, AccountChanges changes, Revocations revocations) {
		this.accounts = accounts;
		this.changes = changes;
		this.revocations = revocations;
	}

	/**
	 * Return the candidate that logs in with a username.
	 * @param username the name
	 * @return the account, the epoch of the login, and since when there are live sessions
	 */
	public LoginCandidate byUsername(Username username) {
		// the number first: an ending of the account after this read has a later one
		LoginEpoch began = this.revocations.loginEpoch();
		return new LoginCandidate(this.accounts.byUsername(username).orElse(null), began.epoch(), began.liveSince());
	}

	/**
	 * Begin a login whose account is not known yet.
	 * @return the epoch of the login, and since when there are live sessions
	 */
	public LoginCandidate begin() {
		LoginEpoch began = this.revocations.loginEpoch();
		return new LoginCandidate(null, began.epoch(), began.liveSince());
	}

	/**
	 * Return the candidate of a login whose account has become known.
	 * @param begun what {@link #begin} has returned, before anything was checked
	 * @param accountId the account
	 * @return the account, with the epoch of the login
	 */
	public LoginCandidate identify(LoginCandidate begun, String accountId) {
		return begun.with(this.accounts.byId(accountId).orElse(null));
	}

	/**
	 * Return the candidate that proves the password once more.
	 * @param session the session that asks
	 * @return the account, and the epoch and the start of the session
	 */
	public LoginCandidate bySession(Session session) {
		// what has ended the session since overtakes this; lists reach back to its start
		return new LoginCandidate(this.accounts.byId(session.accountId()).orElse(null), session.epoch(),
				session.startedAt());
	}

	/**
	 * Store a renewed hash of the password that a candidate has just proved.
	 * @param candidate the candidate, as read before the check
	 * @param hash the renewed hash
	 * @return the candidate with the renewed hash, or {@code null} if the account has got
	 * another hash meanwhile, or is gone
	 */
	public @Nullable LoginCandidate renew(LoginCandidate candidate, String hash) {
		Account account = candidate.account();
		return (account != null && this.changes.renewHash(account, hash))
				? candidate.with(account.withPasswordHash(hash)) : null;
	}

	/**
	 * Read a candidate's account again. The epoch stays as it was, so that an ending
	 * which came after the first reading still ends the login.
	 * @param candidate the candidate
	 * @return the candidate with its account as it is now
	 */
	public LoginCandidate readAgain(LoginCandidate candidate) {
		Account account = candidate.account();
		return (account != null) ? candidate.with(this.accounts.byId(account.id()).orElse(null)) : candidate;
	}

}
