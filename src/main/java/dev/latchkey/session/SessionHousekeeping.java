package dev.latchkey.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.Revocation;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements over the sessions of all accounts.
 */
class SessionHousekeeping {

	private static final BatchedDelete EXPIRED = new BatchedDelete("user_session", "handle", "expires_at < ?",
			"expires_at");

	/** Applications are told first that they have expired. */
	private static final Duration KEPT = Duration.ofMinutes(10);

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Clock clock;

	SessionHousekeeping(JdbcClient jdbc, JdbcOperations batches, Clock clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.clock = clock;
	}

	/**
	 * Return when the last of all sessions expires.
	 */
	Optional<Instant> lastExpiry() {
		return this.jdbc.sql("select max(expires_at) from user_session")
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	/**
	 * Count the sessions that were live until all sessions were ended. By the log, since
	 * rows that an earlier ending left to be marked are not marked any more.
	 * @param revocation the one that ended them
	 */
	int countEndedBy(Revocation revocation) {
		// without a limit, and without "scope = 'ACCOUNT'", of which a database
		// expects too few: with either, PostgreSQL may compare each session with each
		// row of the log
		return this.jdbc.sql("""
				select count(*) from user_session s
				where s.ended_at is null and s.expires_at > :then and s.idle_expires_at > :then and s.epoch < :seq
				and s.epoch >= coalesce(
					(select max(r.seq) from revocation r where r.scope = 'EVERYBODY' and r.seq < :seq), 0)
				and not exists (select 1 from revocation r
					where r.account_id = s.account_id and r.scope <> 'SESSION' and r.seq > s.epoch and r.seq < :seq)
				and not exists (select 1 from ended_role er join account_role held on held.role = er.role
					where held.account_id = s.account_id and er.seq > s.epoch and er.seq < :seq)
				""")
			.param("then", TimeColumns.utc(revocation.createdAt()))
			.param("seq", revocation.seq())
			.query(Integer.class)
			.single();
	}

	/**
	 * Delete the sessions that expired a while ago.
	 */
	void purge() {
		EXPIRED.run(this.batches, TimeColumns.utc(this.clock.instant().minus(KEPT)));
	}

}
