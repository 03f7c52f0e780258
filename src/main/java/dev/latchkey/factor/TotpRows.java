package dev.latchkey.factor;

import java.time.Instant;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The secrets of apps, encrypted. The caller has locked the account for all but reading,
 * or relies on what is compared.
 */
class TotpRows {

	private final JdbcClient jdbc;

	TotpRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return the secret that is set up.
	 */
	Optional<Row> find(String accountId) {
		return this.jdbc
			.sql("select secret, last_step, set_up_at from totp_factor where account_id = ? and secret is not null")
			.param(accountId)
			.query((row, number) -> new Row(row.getString("secret"), row.getLong("last_step"),
					TimeColumns.instant(row, "set_up_at")))
			.optional();
	}

	/**
	 * Return the secret that waits for its first code.
	 */
	Optional<String> findPending(String accountId) {
		return this.jdbc
			.sql("select pending_secret from totp_factor where account_id = ? and pending_until > current_timestamp")
			.param(accountId)
			.query(String.class)
			.optional();
	}

	/**
	 * Let a secret wait for its first code, for an hour, in place of one that waits.
	 */
	void putPending(String accountId, String secret) {
		int changed = this.jdbc.sql("""
				update totp_factor set pending_secret = ?, pending_until = current_timestamp + interval '1' hour
				where account_id = ?
				""").params(secret, accountId).update();
		if (changed == 0) {
			this.jdbc.sql("""
					insert into totp_factor (account_id, last_step, pending_secret, pending_until)
					values (?, 0, ?, current_timestamp + interval '1' hour)
					""").params(accountId, secret).update();
		}
	}

	/**
	 * Put the secret that waited in force.
	 * @param step the step of its first code, which is used up
	 */
	void confirm(String accountId, long step) {
		this.jdbc.sql("""
				update totp_factor set secret = pending_secret, set_up_at = current_timestamp, last_step = ?,
					pending_secret = null, pending_until = null
				where account_id = ?
				""").params(step, accountId).update();
	}

	/**
	 * Use a step up. Of several callers at once, one does.
	 * @return whether neither it nor a newer one was used
	 */
	boolean use(String accountId, String secret, long step) {
		return this.jdbc
			.sql("update totp_factor set last_step = ? where account_id = ? and secret = ? and last_step < ?")
			.params(step, accountId, secret, step)
			.update() == 1;
	}

	int delete(String accountId) {
		return this.jdbc.sql("delete from totp_factor where account_id = ?").param(accountId).update();
	}

	@Nullable Instant setUpAt(String accountId) {
		return find(accountId).map(Row::setUpAt).orElse(null);
	}

	/**
	 * A secret that is set up.
	 */
	record Row(String secret, long lastStep, Instant setUpAt) {

		/**
		 * Keep the secret out of logs.
		 */
		@Override
		public String toString() {
			return "Row";
		}

	}

}
