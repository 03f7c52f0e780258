package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.factor.FactorRequirements;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocations;
import dev.latchkey.session.refresh.RefreshRotationRule;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The gate's side door: opens a live session once more, for a refresh. The first of
 * several refreshes holds the row; the others wait, and see what it did.
 */
public class SessionRefresh {

	private final RefreshRows rows;

	private final Accounts accounts;

	private final FactorRequirements factors;

	private final Revocations revocations;

	private final EndingTransaction ending;

	private final EndingAnnouncement announcement;

	private final TransactionOperations transaction;

	private final SessionSettings settings;

	private final Clock clock;

	SessionRefresh(RefreshRows rows, Accounts accounts, FactorRequirements factors, Revocations revocations,
			EndingTransaction ending, EndingAnnouncement announcement, TransactionOperations transaction,
			SessionSettings settings, Clock clock) {
		this.rows = rows;
		this.accounts = accounts;
		this.factors = factors;
		this.revocations = revocations;
		this.ending = ending;
		this.announcement = announcement;
		this.transaction = transaction;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Open a session once more.
	 * @param <T> what is issued
	 * @param handle the session
	 * @param presented the generation that the client has presented
	 * @param rule tells which generation to hand out; where it allows none, the session
	 * ends
	 * @param issuer issues the credentials
	 * @return what was issued
	 * @throws UnknownSessionException if there is no such session
	 * @throws SessionEndedException if the session has ended, or ends by this
	 */
	public <T> T refresh(String handle, long presented, RefreshRotationRule rule, CredentialIssuer<T> issuer) {
		Outcome<T> outcome = this.transaction.execute((status) -> {
			RefreshRows.Row row = this.rows.lock(handle);
			Account account = admit(row);
			OptionalLong next = rule.successorOf(presented, row.state());
			if (next.isEmpty()) {
				return new Outcome<T>(null, this.ending.endRows(List.of(row.toEnd()), account, EndReason.REFRESH_REUSE,
						account.username()));
			}
			return new Outcome<>(issuer.issue(open(row, account, presented, next.getAsLong())), null);
		});
		if (outcome.ended() != null) {
			this.announcement.finishUntold(outcome.ended());
		}
		if (outcome.issued() == null) {
			throw new SessionEndedException(EndReason.REFRESH_REUSE);
		}
		return outcome.issued();
	}

	/**
	 * Return a session as {@link #refresh} would find it, and leave it as it is.
	 * @param handle the session
	 * @param presented the generation that the client has presented
	 * @param rule tells which generation would be handed out
	 * @return the session, and when it is over unless it is used before
	 * @throws UnknownSessionException if there is no such session
	 * @throws SessionEndedException if the session has ended, or would end by a refresh
	 */
	public RefreshableSession peek(String handle, long presented, RefreshRotationRule rule) {
		RefreshRows.Row row = this.rows.find(handle);
		Account account = admit(row);
		if (rule.successorOf(presented, row.state()).isEmpty()) {
			throw new SessionEndedException(EndReason.REFRESH_REUSE);
		}
		return new RefreshableSession(session(row, account), row.validUntil());
	}

	private Account admit(RefreshRows.Row row) {
		// its own row may not be marked yet
		Optional<EndReason> ended = Optional.ofNullable(row.endReason())
			.or(() -> this.revocations.endOf(row.accountId(), row.epoch()));
		if (ended.isPresent()) {
			throw new SessionEndedException(ended.get());
		}
		if (!this.clock.instant().isBefore(row.validUntil())) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
		return this.accounts.byId(row.accountId()).orElseThrow(UnknownSessionException::new);
	}

	private OpenedSession open(RefreshRows.Row row, Account account, long presented, long generation) {
		Instant now = this.clock.instant();
		// also if the parent comes again: a client that uses the successor at once must
		// not overtake the parent's other requests
		boolean rotated = generation != presented;
		this.rows.update(row.handle(), generation, rotated, now, now.plus(this.settings.idle(row.remembered())));
		return new OpenedSession(session(row, account), row.transport(), row.remembered(), generation);
	}

	private Session session(RefreshRows.Row row, Account account) {
		// the account may have another password by now, which this session does not know
		return new Session(row.handle(), account.id(), account.username(), account.roles(), account.permissions(),
				row.mustChangePassword(), row.epoch(), row.startedAt(), row.expiresAt(), row.amr(),
				row.provedAt().truncatedTo(ChronoUnit.SECONDS), this.factors.isMissing(account.id()));
	}

	private record Outcome<T>(@Nullable T issued, @Nullable EndedRows ended) {
	}

}
