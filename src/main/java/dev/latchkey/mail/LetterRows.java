package dev.latchkey.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import dev.latchkey.datastore.BatchedDelete;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The letters in the database, by its clock. Each statement that changes a letter names
 * the attempt: it changes nothing once another node has taken the letter.
 */
class LetterRows {

	private static final String COLUMNS = "id, account_id, kind, address, base, language, detail, maker, attempt";

	private static final BatchedDelete SENT = new BatchedDelete("mail_letter", "id",
			"sent_at < current_timestamp - interval '1' hour or give_up_at < current_timestamp - interval '1' hour",
			"due_at");

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	LetterRows(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Add a letter, in the caller's transaction.
	 */
	void insert(Letter letter) {
		this.jdbc
			.sql("insert into mail_letter (" + COLUMNS + ", due_at, give_up_at) values (:id, :account, :kind, "
					+ ":address, :base, :language, :detail, :maker, :attempt, current_timestamp, "
					+ "current_timestamp + interval '24' hour)")
			.param("id", letter.id())
			.param("account", letter.accountId())
			.param("kind", letter.kind().code())
			.param("address", letter.address())
			.param("base", letter.base())
			.param("language", letter.language())
			.param("detail", letter.detail())
			.param("maker", letter.maker())
			.param("attempt", letter.attempt())
			.update();
	}

	/**
	 * Return some letters that are due, the oldest first.
	 */
	List<Letter> findDue(int most) {
		return this.jdbc
			.sql("select " + COLUMNS + " from mail_letter where sent_at is null "
					+ "and due_at <= current_timestamp order by due_at fetch first ? rows only")
			.param(most)
			.query(LetterRows::letter)
			.list();
	}

	/**
	 * Take a letter to send it. Of several nodes, one does.
	 * @return whether this one has it, for two minutes
	 */
	boolean take(Letter letter) {
		return this.jdbc.sql("""
				update mail_letter set attempt = attempt + 1, due_at = current_timestamp + interval '2' minute
				where id = ? and attempt = ? and sent_at is null
				""").params(letter.id(), letter.attempt()).update() == 1;
	}

	/**
	 * Tell whether a letter that was taken is still to be sent. The caller has locked the
	 * account: what makes its links void takes its letters back under that lock. What
	 * makes void what is in a maker's name waits for the letter, which is locked here.
	 */
	boolean isStillTaken(Letter letter) {
		return this.jdbc.sql("select id from mail_letter where id = ? and attempt = ? and sent_at is null for update")
			.params(letter.id(), letter.attempt())
			.query(String.class)
			.optional()
			.isPresent();
	}

	/**
	 * Tell whether as many letters of a kind were sent for an account in the last hour,
	 * or are being sent, as may be. The caller has locked the account.
	 */
	boolean isUsedUp(Letter letter, String accountId) {
		return this.jdbc.sql("""
				select count(*) from mail_letter where account_id = ? and kind = ? and id <> ?
					and (sent_at > current_timestamp - interval '1' hour or (sent_at is null and attempt > 0))
				""")
			.param(accountId)
			.param(letter.kind().code())
			.param(letter.id())
			.query(Long.class)
			.single() >= letter.kind().hourly();
	}

	/**
	 * Keep that a letter was sent, and nothing else of it.
	 */
	void markSent(Letter letter) {
		this.jdbc
			.sql("""
					update mail_letter set sent_at = current_timestamp, address = null, detail = '' where id = ? and attempt = ?
					""")
			.params(letter.id(), letter.attempt())
			.update();
	}

	/**
	 * Send a letter again later, unless its day is over.
	 * @return whether it will be
	 */
	boolean postpone(Letter letter, Duration pause) {
		return this.jdbc.sql("""
				update mail_letter set due_at = current_timestamp + cast(? as integer) * interval '1' second
				where id = ? and attempt = ?
					and give_up_at > current_timestamp + cast(? as integer) * interval '1' second
				""")
			.params((int) pause.toSeconds(), letter.id(), letter.attempt(), (int) pause.toSeconds())
			.update() == 1;
	}

	/**
	 * Delete a letter that is not to be sent.
	 * @return whether it was there
	 */
	boolean delete(Letter letter) {
		return this.jdbc.sql("delete from mail_letter where id = ? and attempt = ?")
			.params(letter.id(), letter.attempt())
			.update() == 1;
	}

	/**
	 * Take back the letters of a kind that wait for an account, because they are not true
	 * any more. What a node has taken may be on its way: it counts among what was sent,
	 * or to ask again at the right moment would send without end.
	 */
	void withdraw(String accountId, LetterKind kind) {
		this.jdbc.sql("""
				update mail_letter set sent_at = current_timestamp, address = null, detail = ''
				where account_id = ? and kind = ? and sent_at is null and attempt > 0
				""").params(accountId, kind.code()).update();
		this.jdbc.sql("delete from mail_letter where account_id = ? and kind = ? and sent_at is null")
			.params(accountId, kind.code())
			.update();
	}

	/**
	 * Take back the letters that wait and are in an administrator's name, likewise.
	 */
	void withdrawBy(String makerId) {
		this.jdbc.sql("""
				update mail_letter set sent_at = current_timestamp, address = null, detail = ''
				where maker = ? and sent_at is null and attempt > 0
				""").param(makerId).update();
		this.jdbc.sql("delete from mail_letter where maker = ? and sent_at is null").param(makerId).update();
	}

	void purge() {
		SENT.run(this.batches);
	}

	private static Letter letter(ResultSet row, int number) throws SQLException {
		return new Letter(row.getString("id"), row.getString("account_id"),
				LetterKind.of(row.getString("kind")).orElseThrow(), row.getString("address"), row.getString("base"),
				row.getString("language"), row.getString("detail"), row.getString("maker"), row.getInt("attempt"));
	}

}
