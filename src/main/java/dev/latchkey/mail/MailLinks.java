package dev.latchkey.mail;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.datastore.BatchedDelete;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Links by which a person who is not signed in gets in again or proves something (ASVS
 * 5.0 6.4.2, 6.6.2, 6.6.3): a token of 32 random bytes, of which only the hash is kept.
 * Each is good once, by the database's clock.
 */
public class MailLinks {

	private static final int LENGTH = 32;

	private static final int CHARACTERS = 43;

	private static final BatchedDelete EXPIRED = new BatchedDelete("mail_link", "hash",
			"expires_at < current_timestamp", "expires_at");

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	MailLinks(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Make a link, in the caller's transaction.
	 * @return its token, which is kept nowhere
	 */
	String create(MailLink link) {
		String token = RandomValues.base64Url(LENGTH);
		this.jdbc.sql("""
				insert into mail_link (hash, account_id, purpose, address, maker, expires_at)
				values (?, ?, ?, ?, ?, current_timestamp + cast(? as integer) * interval '1' minute)
				""")
			.param(Sha256.base64Url(token))
			.param(link.accountId())
			.param(link.purpose().code())
			.param(link.address())
			.param(link.maker())
			.param((int) link.purpose().lifetime().toMinutes())
			.update();
		return token;
	}

	/**
	 * Return the link that a token opens, and leave it as it is.
	 * @param token the token
	 * @param purpose what it has to be good for
	 * @return the link
	 * @throws InvalidLinkException if it opens none
	 */
	public MailLink get(String token, LinkPurpose purpose) {
		if (token.length() != CHARACTERS) {
			throw new InvalidLinkException();
		}
		return this.jdbc.sql("""
				select account_id, address, maker from mail_link
				where hash = ? and purpose = ? and expires_at > current_timestamp
				""")
			.params(Sha256.base64Url(token), purpose.code())
			.query((ResultSet row, int number) -> link(row, purpose))
			.optional()
			.orElseThrow(InvalidLinkException::new);
	}

	/**
	 * Use a link up, in the caller's transaction, which has locked the account. Of
	 * several at once, one does.
	 * @param token the token
	 * @param purpose what it has to be good for
	 * @throws InvalidLinkException if another has, or it is not good any more
	 */
	public void redeem(String token, LinkPurpose purpose) {
		int redeemed = this.jdbc
			.sql("delete from mail_link where hash = ? and purpose = ? and expires_at > current_timestamp")
			.params(Sha256.base64Url(token), purpose.code())
			.update();
		if (redeemed != 1) {
			throw new InvalidLinkException();
		}
	}

	/**
	 * Delete a link that did not reach a person.
	 */
	void delete(String token) {
		this.jdbc.sql("delete from mail_link where hash = ?").param(Sha256.base64Url(token)).update();
	}

	/**
	 * Make all links of an account void, or all for one purpose, in the caller's
	 * transaction.
	 */
	void deleteOf(String accountId, @Nullable LinkPurpose purpose) {
		this.jdbc.sql("delete from mail_link where account_id = :account and (:all or purpose = :purpose)")
			.param("account", accountId)
			.param("all", purpose == null)
			.param("purpose", (purpose != null) ? purpose.code() : "")
			.update();
	}

	/**
	 * Make all links void that are in an administrator's name, in the caller's
	 * transaction.
	 */
	void deleteBy(String makerId) {
		this.jdbc.sql("delete from mail_link where maker = ?").param(makerId).update();
	}

	void purge() {
		EXPIRED.run(this.batches);
	}

	private static MailLink link(ResultSet row, LinkPurpose purpose) throws SQLException {
		return new MailLink(row.getString("account_id"), purpose, row.getString("address"), row.getString("maker"));
	}

}
