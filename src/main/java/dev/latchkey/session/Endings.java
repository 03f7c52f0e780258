package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.revocation.Revocations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The one place where sessions end, for whatever reason (ASVS 5.0 7.4.1). One transaction
 * ends the rows, or says that an account's have ended, and writes the revocation; then it
 * is made known; then the mode forgets; then the caller may answer. If the transaction
 * fails, nothing has ended. Locks are taken in one order: accounts, sessions, log. Among
 * sessions there is none: whoever ends several holds their account, and {@link LastSeen}
 * waits for nobody while it holds one.
 */
public class Endings {

	private static final Logger logger = LoggerFactory.getLogger(Endings.class);

	private final UserSessions sessions;

	private final EndedAccounts endedAccounts;

	private final Revocations revocations;

	private final Accounts accounts;

	private final RevocationBroadcast broadcast;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final SessionSettings settings;

	private final Clock clock;

	Endings(UserSessions sessions, EndedAccounts endedAccounts, Revocations revocations, Accounts accounts,
			RevocationBroadcast broadcast, TransactionOperations transaction, ApplicationEventPublisher events,
			SessionSettings settings, Clock clock) {
		this.sessions = sessions;
		this.endedAccounts = endedAccounts;
		this.revocations = revocations;
		this.accounts = accounts;
		this.broadcast = broadcast;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * End one session. One that has ended already stays as it was.
	 * @param handle the session
	 * @param reason why
	 * @param actor who does it
	 * @return what it came to
	 * @throws UnknownSessionException if there is no such session
	 */
	public EndResult session(String handle, EndReason reason, String actor) {
		return session(handle, (row) -> true, reason, (owner) -> actor);
	}

	/**
	 * End one session of an account. One that has ended already stays as it was.
	 * @param accountId the account
	 * @param handle the session
	 * @param reason why
	 * @param actor who does it
	 * @return what it came to
	 * @throws UnknownSessionException if the account has no such session
	 */
	public EndResult sessionOf(String accountId, String handle, EndReason reason, String actor) {
		return session(handle, (row) -> row.accountId().equals(accountId), reason, (owner) -> actor);
	}

	/**
	 * End one session because somebody who holds a credential of it signs it out.
	 * @param handle the session
	 * @param actor who does it, or {@code null} for its owner
	 * @return whether it is over on every node; so it is where there is no such session
	 */
	public boolean signOut(String handle, @Nullable String actor) {
		try {
			return ((actor != null) ? session(handle, EndReason.LOGGED_OUT, actor) : byOwner(handle)).nodes()
				.complete();
		}
		catch (UnknownSessionException ex) {
			return true;
		}
	}

	/**
	 * End one session because its owner signs out, in the owner's name.
	 * @param handle the session
	 * @return what it came to
	 * @throws UnknownSessionException if there is no such session
	 */
	EndResult byOwner(String handle) {
		return session(handle, (row) -> true, EndReason.LOGGED_OUT,
				(owner) -> owner.map(Account::username).orElseThrow(UnknownSessionException::new));
	}

	/**
	 * End all sessions of an account but one.
	 * @param accountId the account
	 * @param keptHandle the session that stays
	 * @param reason why
	 * @param actor who does it
	 * @return what it came to
	 */
	public EndResult others(String accountId, String keptHandle, EndReason reason, String actor) {
		return finish(this.transaction.execute((status) -> {
			Account owner = this.accounts.lock(accountId).orElse(null);
			return revoke(this.sessions.endOthers(accountId, keptHandle, reason), owner, reason, actor);
		}));
	}

	/**
	 * End all sessions of an account, and all logins that are under way.
	 * @param accountId the account
	 * @param reason why
	 * @param actor who does it
	 * @return what it came to
	 */
	public EndResult account(String accountId, EndReason reason, String actor) {
		return finish(this.transaction.execute((status) -> {
			Account owner = this.accounts.lock(accountId).orElse(null);
			return endAccounts(List.of(accountId), owner, reason, actor);
		}));
	}

	/**
	 * Change an account, and in the same transaction end all its sessions and all logins
	 * that are under way, if the change asks for it.
	 * @param accountId the account
	 * @param actor who does it
	 * @param change changes the account as it is now, and returns why its sessions have
	 * to end, or {@code null} where they may stay
	 * @return what it came to
	 * @throws UnknownAccountException if the account is not there any more
	 */
	public EndResult changedAccount(String accountId, String actor, Function<Account, @Nullable EndReason> change) {
		return finish(this.transaction.execute((status) -> {
			Account before = this.accounts.lockToChange(accountId).orElseThrow(UnknownAccountException::new);
			EndReason reason = change.apply(before);
			return (reason != null) ? endAccount(before, reason, actor) : EndedRows.NOTHING;
		}));
	}

	/**
	 * Change what several accounts may do, and end their sessions in the same
	 * transaction.
	 * @param actor who does it
	 * @param change makes the change, and returns the accounts that it concerns
	 * @return what it came to
	 */
	public EndResult changedRole(String actor, Supplier<List<String>> change) {
		return finish(this.transaction.execute((status) -> {
			List<String> accountIds = change.get().stream().sorted().toList();
			accountIds.forEach(this.accounts::lock);
			return endAccounts(accountIds, null, EndReason.ROLES_CHANGED, actor);
		}));
	}

	/**
	 * End all sessions of all accounts. Their rows stay as they are: all began before the
	 * revocation, and that is what ends them, in one small transaction however many there
	 * are.
	 * @param actor who does it
	 * @return what it came to
	 */
	public EndResult everybody(String actor) {
		Revocation row = Objects.requireNonNull(this.transaction.execute(
				(status) -> this.revocations.endEverybody(actor, longestExpiry(this.sessions.lastExpiry().stream()))));
		return finish(new EndedRows(List.of(), null, List.of(row), EndReason.EVERYBODY, actor),
				() -> countEndedBy(row));
	}

	/**
	 * End sessions of one account in the caller's transaction.
	 */
	EndedRows endRows(List<UserSessions.Row> rows, @Nullable Account owner, EndReason reason, String actor) {
		return revoke(this.sessions.end(rows, reason), owner, reason, actor);
	}

	/**
	 * End an account's sessions in the caller's transaction, which has locked the
	 * account. The revocation is written even where no session is live: a login may be
	 * under way.
	 */
	EndedRows endAccount(Account account, EndReason reason, String actor) {
		return endAccounts(List.of(account.id()), account, reason, actor);
	}

	private EndedRows endAccounts(List<String> accountIds, @Nullable Account owner, EndReason reason, String actor) {
		// all rows before the log: who holds the log's lock must not wait for a row
		Map<String, List<UserSessions.Row>> ended = new LinkedHashMap<>();
		accountIds.forEach((id) -> ended.put(id, this.sessions.holdAll(id)));
		List<Revocation> written = new ArrayList<>();
		ended.forEach((id, rows) -> written
			.add(this.revocations.endAccount(id, reason, actor, longestExpiry(expiries(rows)))));
		this.endedAccounts
			.add(written.stream().filter((row) -> !ended.getOrDefault(row.accountId(), List.of()).isEmpty()).toList());
		return new EndedRows(ended.values().stream().flatMap(List::stream).toList(), owner, written, reason, actor);
	}

	private EndedRows revoke(List<UserSessions.Row> ended, @Nullable Account owner, EndReason reason, String actor) {
		Map<String, Instant> sessions = new LinkedHashMap<>();
		ended.forEach((row) -> sessions.put(row.handle(), row.expiresAt()));
		List<Revocation> written = ended.isEmpty() ? List.of()
				: this.revocations.endSessions(ended.get(0).accountId(), sessions, reason, actor);
		return new EndedRows(ended, owner, written, reason, actor);
	}

	/**
	 * Make known what a transaction has ended, after it has committed.
	 */
	EndResult finish(EndedRows ended) {
		return finish(ended, () -> countListed(ended.rows()));
	}

	private EndResult finish(EndedRows ended, IntSupplier count) {
		int[] counted = new int[1];
		NodeConfirmation nodes = this.broadcast.spread(ended.revocations(), () -> {
			if (!ended.revocations().isEmpty()) {
				this.events.publishEvent(ended.event());
			}
			counted[0] = count.getAsInt();
		});
		return new EndResult(counted[0], nodes);
	}

	/**
	 * Idle ones end as well, but nobody saw them in a list any more.
	 */
	private int countListed(List<UserSessions.Row> rows) {
		Instant now = this.clock.instant();
		return Math.toIntExact(rows.stream().filter((row) -> row.idleExpiresAt().isAfter(now)).count());
	}

	/**
	 * They are over whatever comes of this, and nobody is to be told otherwise because a
	 * database cannot count millions within the second that a statement may take.
	 */
	private int countEndedBy(Revocation everybody) {
		try {
			return this.sessions.countEndedBy(everybody);
		}
		catch (DataAccessException ex) {
			logger.warn("All sessions have ended, but could not be counted: {}", ex.toString());
			return 0;
		}
	}

	private EndResult session(String handle, Predicate<UserSessions.Row> allowed, EndReason reason,
			Function<Optional<Account>, String> actor) {
		return finish(this.transaction.execute((status) -> {
			UserSessions.Row row = this.sessions.hold(handle).filter(allowed).orElseThrow(UnknownSessionException::new);
			Optional<Account> owner = this.accounts.byId(row.accountId());
			return endRows(List.of(row), owner.orElse(null), reason, actor.apply(owner));
		}));
	}

	/**
	 * Return when no credential of what ends can be alive any more: of logins that are
	 * under way, and of sessions that began under settings that gave them longer.
	 */
	private Instant longestExpiry(Stream<Instant> ended) {
		Instant longest = this.clock.instant().plus(this.settings.longestLifetime());
		return ended.filter(longest::isBefore).max(Comparator.naturalOrder()).orElse(longest);
	}

	private static Stream<Instant> expiries(List<UserSessions.Row> rows) {
		return rows.stream().map(UserSessions.Row::expiresAt);
	}

}
