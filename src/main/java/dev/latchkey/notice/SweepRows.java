package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.latchkey.datastore.Columns;
import dev.latchkey.revocation.Revocation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Endings of very many sessions whose notices have yet to be written. They are written in
 * steps, by any node: where two do the same step at once, one of them is undone.
 */
class SweepRows {

	/** An exchange of a code that began before the ending is over by then. */
	static final Duration SETTLED = Duration.ofSeconds(30);

	private static final Duration LEASE = Duration.ofSeconds(10);

	private static final int STEP = 200;

	private static final int PASSES = 2;

	private static final Map<Revocation.Scope, String> WHICH = Map.of(Revocation.Scope.EVERYBODY, "",
			Revocation.Scope.ACCOUNT, " and g.account_id = :subject", Revocation.Scope.ROLE,
			" and exists (select 1 from account_role r where r.account_id = g.account_id and r.role = :subject)");

	private final JdbcClient jdbc;

	private final NoticeWriter writer;

	private final TransactionOperations transaction;

	private final Clock clock;

	SweepRows(JdbcClient jdbc, NoticeWriter writer, TransactionOperations transaction, Clock clock) {
		this.jdbc = jdbc;
		this.writer = writer;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Note an ending, in the caller's transaction.
	 */
	void insert(Revocation ending, String issuer) {
		this.jdbc.sql("""
				insert into logout_sweep (seq, scope, subject, ended_at, issuer, pass, place, due_at)
				values (:seq, :scope, :subject, :ended, :issuer, 1, '', :ended)
				""")
			.param("seq", ending.seq())
			.param("scope", ending.scope().name())
			.param("subject", (ending.accountId() != null) ? ending.accountId() : ending.handle())
			.param("ended", Columns.utc(ending.createdAt()))
			.param("issuer", issuer)
			.update();
	}

	/**
	 * Take a sweep that is due. Of several nodes, one does.
	 */
	Optional<EndingSweep> take() {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				select seq, scope, subject, ended_at, issuer, pass, place from logout_sweep where due_at <= ?
				order by due_at fetch first row only
				""")
			.param(Columns.utc(now))
			.query(SweepRows::sweep)
			.optional()
			.filter((sweep) -> this.jdbc
				.sql("update logout_sweep set due_at = ? where seq = ? and pass = ? and place = ? and due_at <= ?")
				.params(Columns.utc(now.plus(LEASE)), sweep.seq(), sweep.pass(), sweep.place(), Columns.utc(now))
				.update() == 1);
	}

	/**
	 * Write the next notices of a sweep.
	 * @return how it goes on; empty if this pass is done, or another node does it
	 */
	Optional<EndingSweep> step(EndingSweep sweep) {
		return this.transaction.execute((status) -> {
			List<Found> found = find(sweep);
			if (found.isEmpty()) {
				finish(sweep);
				return Optional.<EndingSweep>empty();
			}
			String place = found.get(found.size() - 1).grant();
			EndingSweep next = new EndingSweep(sweep.seq(), sweep.scope(), sweep.subject(), sweep.endedAt(),
					sweep.issuer(), sweep.pass(), place);
			boolean mine = this.jdbc
				.sql("update logout_sweep set place = ?, due_at = ? where seq = ? and pass = ? and place = ?")
				.params(place, Columns.utc(this.clock.instant().plus(LEASE)), sweep.seq(), sweep.pass(), sweep.place())
				.update() == 1;
			if (mine) {
				this.writer.write(distinct(found), sweep.issuer());
			}
			return mine ? Optional.of(next) : Optional.<EndingSweep>empty();
		});
	}

	private void finish(EndingSweep sweep) {
		if (sweep.pass() < PASSES) {
			this.jdbc.sql("update logout_sweep set pass = pass + 1, place = '', due_at = ? where seq = ? and pass = ?")
				.params(Columns.utc(sweep.endedAt().plus(SETTLED)), sweep.seq(), sweep.pass())
				.update();
		}
		else {
			this.jdbc.sql("delete from logout_sweep where seq = ?").param(sweep.seq()).update();
		}
	}

	/**
	 * Find the next grants of sessions that this ending ended, and not one before it. A
	 * later pass looks for those only that the first may have come too early for.
	 */
	private List<Found> find(EndingSweep sweep) {
		Instant since = (sweep.pass() == 1) ? Instant.EPOCH : sweep.endedAt().minus(SETTLED);
		JdbcClient.StatementSpec statement = this.jdbc.sql("""
				select g.id, g.application_id, g.handle, g.account_id, g.redeemed_at
				from application_grant g join user_session s on s.handle = g.handle
					join application a on a.id = g.application_id
				where a.oidc_backchannel_logout_uri is not null and g.redeemed_at >= :since and g.id > :place
					and s.epoch < :seq and (s.ended_at is null or s.ended_at >= :ended)
				""" + WHICH.getOrDefault(sweep.scope(), "") + " order by g.id fetch first :most rows only")
			.param("since", Columns.utc(since))
			.param("place", sweep.place())
			.param("seq", sweep.seq())
			.param("ended", Columns.utc(sweep.endedAt()))
			.param("most", STEP);
		return ((sweep.subject() != null) ? statement.param("subject", sweep.subject()) : statement)
			.query(SweepRows::found)
			.list();
	}

	private static List<NoticeRecipient> distinct(List<Found> found) {
		List<NoticeRecipient> distinct = new ArrayList<>();
		found.stream()
			.map(Found::recipient)
			.filter((one) -> distinct.stream().noneMatch(one::isSameAs))
			.forEach(distinct::add);
		return distinct;
	}

	private static EndingSweep sweep(ResultSet row, int number) throws SQLException {
		return new EndingSweep(row.getLong("seq"), Revocation.Scope.valueOf(row.getString("scope")),
				row.getString("subject"), Columns.instant(row, "ended_at"), row.getString("issuer"), row.getInt("pass"),
				row.getString("place"));
	}

	private static Found found(ResultSet row, int number) throws SQLException {
		return new Found(row.getString("id"), new NoticeRecipient(row.getString("application_id"),
				row.getString("handle"), row.getString("account_id"), Columns.instant(row, "redeemed_at")));
	}

	private record Found(String grant, NoticeRecipient recipient) {
	}

}
