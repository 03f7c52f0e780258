package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocations;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The gate's side door: opens a live session once more, for a refresh. Who refreshes
 * first holds the row; the others wait and see what it did.
 */
public class SessionRefresh {

	private static final String ROW = """
			select handle, account_id, epoch, transport, remembered, started_at, idle_expires_at, expires_at,
				end_reason, refresh_generation, rotated_at, confirmed_generation, confirmed_at,
				current_timestamp as present
			from user_session where handle = ?""";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Revocations revocations;

	private final Endings endings;

	private final TransactionOperations transaction;

	private final SessionSettings settings;

	private final Clock clock;

	SessionRefresh(JdbcClient jdbc, Accounts accounts, Revocations revocations, Endings endings,
			TransactionOperations transaction, SessionSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.revocations = revocations;
		this.endings = endings;
		this.transaction = transaction;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Open a session once more.
	 * @param <T> what is issued
	 * @param handle the session
	 * @param presented which generation the client has shown
	 * @param successor tells which generation to hand out, or none where the one that was
	 * presented must not be in use any more: that ends the session
	 * @param issue issues the credential
	 * @return what was issued
	 * @throws UnknownSessionException if there is no such session
	 * @throws SessionEndedException if the session has ended, or ends by this
	 */
	public <T> T reopen(String handle, long presented, Function<RefreshState, OptionalLong> successor,
			Function<OpenedSession, T> issue) {
		Outcome<T> outcome = this.transaction.execute((status) -> {
			Row row = read(ROW + " for update", handle);
			Account account = admit(row);
			OptionalLong next = successor.apply(row.generations());
			if (next.isEmpty()) {
				return new Outcome<T>(null,
						this.endings.endRows(
								List.of(new UserSessions.Row(handle, row.accountId(), row.remembered(),
										row.idleExpiresAt(), row.expiresAt())),
								account, EndReason.REFRESH_REUSE, account.username()));
			}
			return new Outcome<>(issue.apply(seen(row, account, presented, next.getAsLong())), null);
		});
		if (outcome.ended() != null) {
			this.endings.finish(outcome.ended());
		}
		if (outcome.issued() == null) {
			throw new SessionEndedException(EndReason.REFRESH_REUSE);
		}
		return outcome.issued();
	}

	/**
	 * Look at a session as {@link #reopen} would find it, and leave it as it is.
	 * @param handle the session
	 * @param successor tells which generation would be handed out, or none where the one
	 * that was presented must not be in use any more
	 * @return the session, and when it is over unless it is used before
	 * @throws UnknownSessionException if there is no such session
	 * @throws SessionEndedException if the session has ended, or would end by this
	 */
	public RefreshableSession look(String handle, Function<RefreshState, OptionalLong> successor) {
		Row row = read(ROW, handle);
		Account account = admit(row);
		if (successor.apply(row.generations()).isEmpty()) {
			throw new SessionEndedException(EndReason.REFRESH_REUSE);
		}
		Instant idle = row.idleExpiresAt();
		return new RefreshableSession(session(row, account), idle.isBefore(row.expiresAt()) ? idle : row.expiresAt());
	}

	private Account admit(Row row) {
		// its own row may not be marked yet
		Optional<EndReason> ended = Optional.ofNullable(row.endReason())
			.or(() -> this.revocations.endOf(row.accountId(), row.epoch()));
		if (ended.isPresent()) {
			throw new SessionEndedException(ended.get());
		}
		Instant now = this.clock.instant();
		if (!now.isBefore(row.expiresAt()) || !now.isBefore(row.idleExpiresAt())) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
		return this.accounts.byId(row.accountId()).orElseThrow(UnknownSessionException::new);
	}

	private OpenedSession seen(Row row, Account account, long presented, long generation) {
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		// also if its parent comes again: whoever uses the successor at once must not
		// overtake the parent's other requests
		boolean rotated = generation != presented;
		this.jdbc.sql("""
				update user_session set refresh_generation = :generation,
					rotated_at = case when :rotated then current_timestamp else rotated_at end,
					last_seen_at = greatest(last_seen_at, :now), idle_expires_at = greatest(idle_expires_at, :idle)
				where handle = :handle
				""")
			.param("generation", generation)
			.param("rotated", rotated)
			.param("now", now)
			.param("idle", now.plus(this.settings.idle(row.remembered())))
			.param("handle", row.handle())
			.update();
		return new OpenedSession(session(row, account), row.transport(), row.remembered(), generation);
	}

	private Row read(String sql, String handle) {
		return this.jdbc.sql(sql)
			.param(handle)
			.query(SessionRefresh::row)
			.optional()
			.orElseThrow(UnknownSessionException::new);
	}

	private static Session session(Row row, Account account) {
		return new Session(row.handle(), account.id(), account.username(), account.roles(), account.permissions(),
				account.mustChangePassword(), row.epoch(), row.startedAt(), row.expiresAt());
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		String reason = row.getString("end_reason");
		return new Row(row.getString("handle"), row.getString("account_id"), row.getLong("epoch"),
				Transport.valueOf(row.getString("transport")), row.getBoolean("remembered"),
				required(row, "started_at"), required(row, "idle_expires_at"), required(row, "expires_at"),
				(reason != null) ? EndReason.valueOf(reason) : null,
				new RefreshState(row.getLong("refresh_generation"), time(row, "rotated_at"),
						row.getLong("confirmed_generation"), time(row, "confirmed_at"), required(row, "present")));
	}

	private static Instant required(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private record Outcome<T>(@Nullable T issued, @Nullable EndedRows ended) {
	}

	private record Row(String handle, String accountId, long epoch, Transport transport, boolean remembered,
			Instant startedAt, Instant idleExpiresAt, Instant expiresAt, @Nullable EndReason endReason,
			RefreshState generations) {
	}

}
