package dev.latchkey.oauth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.latchkey.datastore.ListBatches;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Grants that end while their sessions go on. Where the application is told of it, the
 * row stays only to recognise a repeated code or token; otherwise it stays as long as the
 * session, so that the application is told when that ends.
 */
class GrantEndingRows {

	/** Longer than what stands for a grant in the log. */
	private static final Duration KEPT = Duration.ofHours(2);

	/**
	 * Less than a row stays that has expired: what is locked here is deleted by no node.
	 */
	private static final Duration LATE = GrantRows.KEPT.dividedBy(2);

	private final JdbcClient jdbc;

	private final Clock clock;

	GrantEndingRows(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * End a grant.
	 * @param tells whether the application is told of it, if it was given anything. The
	 * caller notes it when the notice is written, which looks for what was not told
	 * @return whether it had not ended before
	 */
	boolean end(String id, boolean tells) {
		return this.jdbc.sql("""
				update application_grant set ended_at = current_timestamp,
					expires_at = case when :tells or redeemed_at is null then least(expires_at, :kept)
						else expires_at end
				where id = :id and ended_at is null
				""").param("tells", tells).param("kept", kept()).param("id", id).update() == 1;
	}

	/**
	 * Note that the application is told of a grant that has ended.
	 */
	void noteTold(String id) {
		this.jdbc.sql("update application_grant set told = true where id = ?").param(id).update();
	}

	/**
	 * Lock the grants and codes that an application holds of an account, and those that
	 * ended and of which it was not told. Those whose session is over are left out: the
	 * purge locks its rows in another order.
	 */
	List<HeldGrant> lock(String accountId, String applicationId) {
		return this.jdbc.sql("""
				select id, handle, redeemed_at, ended_at, tokens_until from application_grant
				where account_id = ? and application_id = ? and not told and expires_at > ?
					and (redeemed_at is not null or ended_at is null) order by id for update
				""")
			.params(accountId, applicationId, TimeColumns.utc(this.clock.instant().minus(LATE)))
			.query(GrantEndingRows::held)
			.list();
	}

	/**
	 * End grants that are locked, of which the application is told.
	 */
	void endAll(List<HeldGrant> held) {
		ListBatches.ofParameters(held).forEach(this::endSome);
	}

	private void endSome(List<HeldGrant> held) {
		this.jdbc.sql("""
				update application_grant set ended_at = coalesce(ended_at, current_timestamp),
					expires_at = least(expires_at, :kept), told = (redeemed_at is not null)
				where id in (:ids)
				""").param("kept", kept()).param("ids", held.stream().map(HeldGrant::id).toList()).update();
	}

	/**
	 * Count the grants of an account that have ended by themselves, in the last two
	 * hours.
	 */
	int countEnded(String accountId) {
		return this.jdbc.sql("""
				select count(*) from application_grant
				where account_id = ? and ended_at > current_timestamp - interval '2' hour
				""").param(accountId).query(Integer.class).single();
	}

	/**
	 * Return when the last of all sessions expires, and with it the last grant.
	 */
	Optional<Instant> lastExpiry() {
		return this.jdbc.sql("select max(expires_at) from user_session")
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	private OffsetDateTime kept() {
		return TimeColumns.utc(this.clock.instant().plus(KEPT));
	}

	private static HeldGrant held(ResultSet row, int number) throws SQLException {
		boolean ended = row.getTimestamp("ended_at") != null;
		return new HeldGrant(row.getString("id"), row.getString("handle"), row.getTimestamp("redeemed_at") != null,
				ended ? null : TimeColumns.nullableInstant(row, "tokens_until"));
	}

	/**
	 * What an application holds.
	 *
	 * @param id the grant
	 * @param handle the session that it hangs on
	 * @param redeemed whether it gave anything
	 * @param tokensUntil when its last access token has expired; {@code null} if it gave
	 * none, or has ended
	 */
	record HeldGrant(String id, String handle, boolean redeemed, @Nullable Instant tokensUntil) {
	}

}
