package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.Revocation;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Endings of very many sessions whose notices have yet to be written, for each
 * application by itself.
 */
class SweepRows {

	/** An exchange of a code that began before the ending is over by then. */
	static final Duration SETTLED = Duration.ofSeconds(30);

	private static final Duration LEASE = Duration.ofSeconds(10);

	private static final int PASSES = 2;

	private final JdbcClient jdbc;

	private final Clock clock;

	SweepRows(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Note an ending, in the caller's transaction.
	 * @return how many applications are told, which have something of any session
	 * @throws IllegalArgumentException if it is none of very many sessions
	 */
	int insert(Revocation ending, String issuer) {
		SweptGrants.requireKnown(ending.scope().name());
		return this.jdbc.sql("""
				insert into logout_sweep (seq, application_id, scope, subject, ended_at, issuer, pass, place, due_at)
				select :seq, a.id, :scope, :subject, :ended, :issuer, 1, '', :due from application a
				where a.oidc_backchannel_logout_uri is not null
					and exists (select 1 from application_grant g where g.application_id = a.id)
				""")
			.param("seq", ending.seq())
			.param("scope", ending.scope().name())
			.param("subject", (ending.accountId() != null) ? ending.accountId() : ending.handle())
			.param("ended", TimeColumns.utc(ending.createdAt()))
			.param("issuer", issuer)
			.param("due", TimeColumns.utc(ending.createdAt()))
			.update();
	}

	/**
	 * Take the sweep that has been due for the longest. Of several nodes, one does.
	 */
	Optional<EndingSweep> take() {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				select seq, application_id, scope, subject, ended_at, issuer, pass, place from logout_sweep
				where due_at <= ? order by due_at, seq fetch first row only
				""")
			.param(TimeColumns.utc(now))
			.query(SweepRows::sweep)
			.optional()
			.filter((sweep) -> this.jdbc.sql("""
					update logout_sweep set due_at = ?
					where seq = ? and application_id = ? and pass = ? and place = ? and due_at <= ?
					""")
				.params(TimeColumns.utc(now.plus(LEASE)), sweep.seq(), sweep.applicationId(), sweep.pass(),
						sweep.place(), TimeColumns.utc(now))
				.update() == 1);
	}

	/**
	 * Say how far a sweep is that was taken.
	 * @param dueAt when it goes on
	 * @return whether it was where it was taken
	 */
	boolean moveOn(EndingSweep sweep, String place, Instant dueAt) {
		return this.jdbc.sql("""
				update logout_sweep set place = ?, due_at = ?
				where seq = ? and application_id = ? and pass = ? and place = ?
				""")
			.params(place, TimeColumns.utc(dueAt), sweep.seq(), sweep.applicationId(), sweep.pass(), sweep.place())
			.update() == 1;
	}

	/**
	 * Let a sweep begin once more, if it was not its last pass.
	 */
	void finish(EndingSweep sweep) {
		if (sweep.pass() == PASSES) {
			delete(sweep);
			return;
		}
		this.jdbc.sql("""
				update logout_sweep set pass = pass + 1, place = '', due_at = ?
				where seq = ? and application_id = ? and pass = ?
				""")
			.params(TimeColumns.utc(sweep.endedAt().plus(SETTLED)), sweep.seq(), sweep.applicationId(), sweep.pass())
			.update();
	}

	void delete(EndingSweep sweep) {
		this.jdbc.sql("delete from logout_sweep where seq = ? and application_id = ?")
			.params(sweep.seq(), sweep.applicationId())
			.update();
	}

	private static EndingSweep sweep(ResultSet row, int number) throws SQLException {
		return new EndingSweep(row.getLong("seq"), row.getString("application_id"), row.getString("scope"),
				row.getString("subject"), TimeColumns.instant(row, "ended_at"), row.getString("issuer"),
				row.getInt("pass"), row.getString("place"));
	}

}
