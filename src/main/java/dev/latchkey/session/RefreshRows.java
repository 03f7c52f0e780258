package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.refresh.RefreshState;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows, with what a refresh has to know of a session.
 */
class RefreshRows {

	private static final String ROW = """
			select handle, account_id, epoch, transport, remembered, started_at, idle_expires_at, expires_at,
				end_reason, must_change_password, refresh_generation, rotated_at, confirmed_generation, confirmed_at,
				proved_at, amr, current_timestamp as present
			from user_session where handle = ?""";

	private final JdbcClient jdbc;

	RefreshRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return a session, and keep other refreshes of it waiting until the transaction
	 * ends.
	 * @throws UnknownSessionException if there is no such session
	 */
	Row lock(String handle) {
		return read(ROW + " for update", handle);
	}

	/**
	 * Return a session as it is now.
	 * @throws UnknownSessionException if there is no such session
	 */
	Row find(String handle) {
		return read(ROW, handle);
	}

	/**
	 * Store which generation was handed out, and that the session was in use.
	 * @param rotated whether it is another generation than the presented one
	 */
	void update(String handle, long generation, boolean rotated, Instant now, Instant idleExpiresAt) {
		this.jdbc.sql("""
				update user_session set refresh_generation = :generation,
					rotated_at = case when :rotated then current_timestamp else rotated_at end,
					last_seen_at = greatest(last_seen_at, :now), idle_expires_at = greatest(idle_expires_at, :idle)
				where handle = :handle
				""")
			.param("generation", generation)
			.param("rotated", rotated)
			.param("now", TimeColumns.utc(now))
			.param("idle", TimeColumns.utc(idleExpiresAt))
			.param("handle", handle)
			.update();
	}

	private Row read(String sql, String handle) {
		return this.jdbc.sql(sql)
			.param(handle)
			.query(RefreshRows::row)
			.optional()
			.orElseThrow(UnknownSessionException::new);
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		String reason = row.getString("end_reason");
		return new Row(row.getString("handle"), row.getString("account_id"), row.getLong("epoch"),
				Transport.valueOf(row.getString("transport")), row.getBoolean("remembered"),
				TimeColumns.instant(row, "started_at"), TimeColumns.instant(row, "idle_expires_at"),
				TimeColumns.instant(row, "expires_at"), (reason != null) ? EndReason.valueOf(reason) : null,
				row.getBoolean("must_change_password"), TimeColumns.instant(row, "proved_at"),
				AuthenticationMethods.parse(row.getString("amr")),
				new RefreshState(row.getLong("refresh_generation"), TimeColumns.nullableInstant(row, "rotated_at"),
						row.getLong("confirmed_generation"), TimeColumns.nullableInstant(row, "confirmed_at"),
						TimeColumns.instant(row, "present")));
	}

	record Row(String handle, String accountId, long epoch, Transport transport, boolean remembered, Instant startedAt,
			Instant idleExpiresAt, Instant expiresAt, @Nullable EndReason endReason, boolean mustChangePassword,
			Instant provedAt, AuthenticationMethods amr, RefreshState state) {

		/**
		 * Return when the session is over unless it is used before.
		 */
		Instant validUntil() {
			return this.idleExpiresAt.isBefore(this.expiresAt) ? this.idleExpiresAt : this.expiresAt;
		}

		/**
		 * Return what an ending has to know of the session.
		 */
		UserSessions.Row toEnd() {
			return new UserSessions.Row(this.handle, this.accountId, this.remembered, this.idleExpiresAt,
					this.expiresAt, this.amr);
		}

	}

}
