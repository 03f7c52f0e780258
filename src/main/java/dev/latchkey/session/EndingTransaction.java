package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.latchkey.account.Account;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.Revocations;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions in the caller's transaction. All rows are locked before the log's number
 * is taken: a transaction that holds the log's lock must not wait for a row. What it
 * returns is for {@link EndingAnnouncement}, after the commit.
 */
class EndingTransaction {

	// what is told of in the ending's own transaction; of more, in batches after it
	private static final int FEW = 100;

	private final UserSessions sessions;

	private final SessionEndingRows endings;

	private final SessionHousekeeping housekeeping;

	private final EndedAccounts endedAccounts;

	private final Revocations revocations;

	private final EndingOutbox outbox;

	private final SessionSettings settings;

	private final Clock clock;

	EndingTransaction(UserSessions sessions, SessionEndingRows endings, SessionHousekeeping housekeeping,
			EndedAccounts endedAccounts, Revocations revocations, EndingOutbox outbox, SessionSettings settings,
			Clock clock) {
		this.sessions = sessions;
		this.endings = endings;
		this.housekeeping = housekeeping;
		this.endedAccounts = endedAccounts;
		this.revocations = revocations;
		this.outbox = outbox;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * End sessions of one account.
	 */
	EndedRows endRows(List<UserSessions.Row> rows, @Nullable Account owner, EndReason reason, String actor) {
		return revoke(this.endings.end(rows, reason), owner, reason, actor);
	}

	/**
	 * End all sessions of an account but one. The caller has locked the account.
	 */
	EndedRows endOthers(String accountId, String keptHandle, @Nullable Account owner, EndReason reason, String actor) {
		return revoke(this.endings.endOthers(accountId, keptHandle, reason), owner, reason, actor);
	}

	/**
	 * End a session that a new one replaces because it changed the password. Those that a
	 * temporary password opened end with it: none of them is ever kept. The caller has
	 * locked the account.
	 */
	EndedRows endReplaced(String replacedHandle, Account owner, EndReason reason, String actor) {
		return revoke(this.endings.endReplaced(owner.id(), replacedHandle, reason), owner, reason, actor);
	}

	/**
	 * End an account's sessions. The caller has locked the account.
	 */
	EndedRows endAccount(Account account, EndReason reason, String actor) {
		return endAccounts(List.of(account.id()), account, reason, actor);
	}

	/**
	 * End the sessions of some accounts, which the caller has locked. The revocations are
	 * written even where no session is live: a login may be under way.
	 * @param owner the account, if it is only one
	 */
	EndedRows endAccounts(List<String> accountIds, @Nullable Account owner, EndReason reason, String actor) {
		Map<String, List<UserSessions.Row>> locked = new LinkedHashMap<>();
		accountIds.forEach((id) -> locked.put(id, this.sessions.lockAll(id)));
		List<String> handles = locked.values().stream().flatMap(List::stream).map(UserSessions.Row::handle).toList();
		boolean few = handles.size() <= FEW;
		EndingNotices notices = few ? this.outbox.put(handles) : EndingNotices.NONE;
		List<Revocation> written = new ArrayList<>();
		locked.forEach((id, rows) -> written
			.add(this.revocations.endAccount(id, reason, actor, longestExpiry(expiries(rows)))));
		this.endedAccounts
			.add(written.stream().filter((row) -> !locked.getOrDefault(row.accountId(), List.of()).isEmpty()).toList());
		if (!few) {
			notices = written.stream().map(this.outbox::put).reduce(notices, BothNotices::new);
		}
		return new EndedRows(locked.values().stream().flatMap(List::stream).toList(), owner, written, reason, actor,
				notices);
	}

	/**
	 * End the sessions of all accounts that have a role, and logins that are under way:
	 * all have an earlier epoch, so no row has to be locked, however many there are.
	 */
	EndedRows endHolders(String role, EndReason reason, String actor) {
		Revocation written = this.revocations.endRole(role, reason, actor,
				longestExpiry(this.housekeeping.lastExpiry().stream()));
		return new EndedRows(List.of(), null, List.of(written), reason, actor, this.outbox.put(written));
	}

	/**
	 * End all sessions of all accounts.
	 */
	EndedRows endEverybody(String actor) {
		Revocation written = this.revocations.endEverybody(actor,
				longestExpiry(this.housekeeping.lastExpiry().stream()));
		return new EndedRows(List.of(), null, List.of(written), EndReason.EVERYBODY, actor, this.outbox.put(written));
	}

	private EndedRows revoke(List<UserSessions.Row> ended, @Nullable Account owner, EndReason reason, String actor) {
		EndingNotices notices = this.outbox.put(ended.stream().map(UserSessions.Row::handle).toList());
		Map<String, Instant> expiries = new LinkedHashMap<>();
		ended.forEach((row) -> expiries.put(row.handle(), row.expiresAt()));
		List<Revocation> written = ended.isEmpty() ? List.of()
				: this.revocations.endSessions(ended.get(0).accountId(), expiries, reason, actor);
		return new EndedRows(ended, owner, written, reason, actor, notices);
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
