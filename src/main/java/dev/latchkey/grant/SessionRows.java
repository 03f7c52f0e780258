package dev.latchkey.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.factor.FactorRequirements;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads sessions from the directory by their handle, with their account and what it may
 * do, in one statement: a row for each permission.
 */
class SessionRows {

	private final JdbcClient jdbc;

	private final FactorRequirements factors;

	SessionRows(JdbcClient jdbc, FactorRequirements factors) {
		this.jdbc = jdbc;
		this.factors = factors;
	}

	/**
	 * Return a session, whether or not it is live.
	 * @return the session, or nothing if it or its account is not there any more
	 */
	Optional<Row> find(String handle) {
		return this.jdbc.sql("""
				select s.handle, s.account_id, s.epoch, s.remembered, s.started_at, s.idle_expires_at, s.expires_at,
					s.end_reason, s.must_change_password, s.proved_at, s.amr, a.username, a.second_factor, ar.role,
					r.second_factor as needs_factor, rp.permission
				from user_session s
				join account a on a.id = s.account_id
				left join account_role ar on ar.account_id = a.id
				left join role r on r.name = ar.role
				left join role_permission rp on rp.role = ar.role
				where s.handle = ?
				""").param(handle).query((rows) -> rows.next() ? Optional.of(row(rows)) : Optional.empty());
	}

	private Row row(ResultSet rows) throws SQLException {
		String handle = rows.getString("handle");
		String accountId = rows.getString("account_id");
		String username = rows.getString("username");
		boolean mustChangePassword = rows.getBoolean("must_change_password");
		long epoch = rows.getLong("epoch");
		// whole seconds, as when it was opened
		Instant startedAt = TimeColumns.instant(rows, "started_at").truncatedTo(ChronoUnit.SECONDS);
		Instant expiresAt = TimeColumns.instant(rows, "expires_at");
		AuthenticationMethods amr = AuthenticationMethods.parse(rows.getString("amr"));
		Instant authTime = TimeColumns.instant(rows, "proved_at").truncatedTo(ChronoUnit.SECONDS);
		boolean remembered = rows.getBoolean("remembered");
		Instant idleExpiresAt = TimeColumns.instant(rows, "idle_expires_at");
		String reason = rows.getString("end_reason");
		SortedSet<String> roles = new TreeSet<>();
		SortedSet<String> permissions = new TreeSet<>();
		boolean hasFactor = rows.getBoolean("second_factor");
		boolean needsFactor = false;
		do {
			add(roles, rows.getString("role"));
			needsFactor |= rows.getBoolean("needs_factor");
			add(permissions, rows.getString("permission"));
		}
		while (rows.next());
		// it reads nothing: a second statement would take a second connection
		needsFactor |= this.factors.isRequiredBySettings(roles);
		return new Row(
				new Session(handle, accountId, username, roles, permissions, mustChangePassword, epoch, startedAt,
						expiresAt, amr, authTime, needsFactor && !hasFactor),
				remembered, idleExpiresAt, (reason != null) ? EndReason.valueOf(reason) : null);
	}

	private static void add(SortedSet<String> words, @Nullable String word) {
		if (word != null) {
			words.add(word);
		}
	}

	/**
	 * A session as the directory has it.
	 *
	 * @param remembered whether the user asked to be remembered
	 * @param idleExpiresAt when it is idle
	 * @param endReason why it ended, or {@code null} if its row is not marked
	 */
	record Row(Session session, boolean remembered, Instant idleExpiresAt, @Nullable EndReason endReason) {
	}

}
