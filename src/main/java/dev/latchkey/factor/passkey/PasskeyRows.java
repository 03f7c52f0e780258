package dev.latchkey.factor.passkey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.TimeColumns;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;

/**
 * Passkeys, and the challenges that were used, which are kept until they have expired by
 * the clock of the database.
 */
class PasskeyRows {

	private static final BatchedDelete EXPIRED = new BatchedDelete("used_challenge", "hash",
			"expires_at < current_timestamp", "expires_at");

	private static final String SELECT = """
			select id, account_id, credential_id, public_key, attestation_object, transports, sign_count, name,
				created_at, last_used_at
			from passkey\s""";

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	PasskeyRows(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Return an account's passkeys, the oldest first.
	 */
	List<PasskeyRow> rowsOf(String accountId) {
		return this.jdbc.sql(SELECT + "where account_id = ? order by created_at, id")
			.param(accountId)
			.query((row, number) -> map(row))
			.list();
	}

	Optional<PasskeyRow> find(Bytes credentialId) {
		return this.jdbc.sql(SELECT + "where credential_id = ?")
			.param(credentialId.toBase64UrlString())
			.query((row, number) -> map(row))
			.optional();
	}

	/**
	 * Insert a passkey.
	 * @throws DuplicateKeyException if some account has it
	 */
	void insert(String id, String accountId, String name, CredentialRecord made, Bytes attestationObject) {
		List<String> transports = made.getTransports().stream().map((way) -> way.getValue()).sorted().toList();
		this.jdbc.sql("""
				insert into passkey (id, account_id, credential_id, public_key, attestation_object, transports,
					sign_count, name, created_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, current_timestamp)
				""")
			.params(id, accountId, made.getCredentialId().toBase64UrlString(),
					new Bytes(made.getPublicKey().getBytes()).toBase64UrlString(),
					attestationObject.toBase64UrlString(), String.join(" ", transports), made.getSignatureCount(), name)
			.update();
	}

	boolean rename(String accountId, String id, String name) {
		return this.jdbc.sql("update passkey set name = ? where account_id = ? and id = ?")
			.params(name, accountId, id)
			.update() == 1;
	}

	boolean delete(String accountId, String id) {
		return this.jdbc.sql("delete from passkey where account_id = ? and id = ?").params(accountId, id).update() == 1;
	}

	/**
	 * Raise the counter of a passkey that has been used. Authenticators without a counter
	 * always say 0.
	 * @return whether the passkey is there and its counter was lower
	 */
	boolean advance(String id, long signCount) {
		return this.jdbc.sql("""
				update passkey set sign_count = ?, last_used_at = current_timestamp
				where id = ? and (sign_count < ? or (sign_count = 0 and ? = 0))
				""").params(signCount, id, signCount, signCount).update() == 1;
	}

	boolean isThere(String id) {
		return this.jdbc.sql("select count(*) from passkey where id = ?").param(id).query(Integer.class).single() == 1;
	}

	boolean isUsed(String challengeHash) {
		return this.jdbc.sql("select count(*) from used_challenge where hash = ?")
			.param(challengeHash)
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Note that a challenge was used, for longer than it is good for.
	 * @return whether it was not used before. Where it was, the caller rolls back
	 */
	boolean use(String challengeHash) {
		try {
			this.jdbc.sql(
					"insert into used_challenge (hash, expires_at) values (?, current_timestamp + interval '15' minute)")
				.param(challengeHash)
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Forget challenges that have expired.
	 */
	void purge() {
		EXPIRED.run(this.batches);
	}

	private static PasskeyRow map(ResultSet row) throws SQLException {
		Passkey passkey = new Passkey(row.getString("id"), row.getString("name"),
				TimeColumns.instant(row, "created_at"), TimeColumns.nullableInstant(row, "last_used_at"));
		String transports = row.getString("transports");
		return new PasskeyRow(passkey, row.getString("account_id"), bytes(row, "credential_id"),
				bytes(row, "public_key"), bytes(row, "attestation_object"),
				transports.isEmpty() ? Set.of() : Set.of(transports.split(" ", -1)), row.getLong("sign_count"));
	}

	private static Bytes bytes(ResultSet row, String column) throws SQLException {
		return Bytes.fromBase64(row.getString(column));
	}

}
