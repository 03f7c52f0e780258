package dev.latchkey.key;

import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.latchkey.datastore.TimeColumns;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The signing keys in the database, which all nodes share. A revoked key is not among
 * them.
 */
class SigningKeys {

	private static final String ALL = """
			select kid, purpose, algorithm, ordinal, public_key, private_key, created_at, usable_from, signs_from
			from signing_key where revoked_at is null order by purpose, ordinal
			""";

	private final JdbcClient jdbc;

	private final KeyEncryption encryption;

	SigningKeys(JdbcClient jdbc, KeyEncryption encryption) {
		this.jdbc = jdbc;
		this.encryption = encryption;
	}

	/**
	 * Return all keys.
	 * @throws UnreadableKeyException if one was stored under another master key
	 */
	List<SigningKey> findAll() {
		return this.jdbc.sql(ALL).query(this::toKey).list();
	}

	/**
	 * Return all keys, and keep other transactions from changing any until this one ends.
	 * @throws UnreadableKeyException as above
	 */
	List<SigningKey> lockAll() {
		this.jdbc.sql("select kid from signing_key order by purpose, ordinal for update").query(String.class).list();
		// a second statement, which sees what the transaction that held the lock added
		return findAll();
	}

	/**
	 * Store a new key under its purpose's ordinal.
	 * @throws org.springframework.dao.DuplicateKeyException if another node has stored
	 * one under that ordinal
	 */
	void add(SigningKey key) {
		PublicJwk<?> published = key.publicPart();
		String publicKey = (published != null) ? Jwks.json(published) : null;
		String context = context(key.kid(), key.purpose(), key.algorithm(), key.period().ordinal(), publicKey);
		this.jdbc.sql("""
				insert into signing_key (kid, purpose, algorithm, ordinal, public_key, private_key, created_at,
					usable_from, signs_from)
				values (:kid, :purpose, :algorithm, :ordinal, :public, :private, :created, :usable, :from)
				""")
			.param("kid", key.kid())
			.param("purpose", key.purpose().name())
			.param("algorithm", key.algorithm().name())
			.param("ordinal", key.period().ordinal())
			.param("public", publicKey)
			.param("private", this.encryption.encrypt(Jwks.UNSAFE_JSON(key.jwk()), context))
			.param("created", TimeColumns.utc(key.period().createdAt()))
			.param("usable", TimeColumns.utc(key.period().usableFrom()))
			.param("from", TimeColumns.utc(key.period().signsFrom()))
			.update();
	}

	/**
	 * Return the ordinal that the next key of a purpose gets.
	 */
	int nextOrdinal(KeyPurpose purpose) {
		return this.jdbc.sql("select coalesce(max(ordinal), 0) + 1 from signing_key where purpose = ?")
			.param(purpose.name())
			.query(Integer.class)
			.single();
	}

	/**
	 * Store a key's new period.
	 */
	void updatePeriod(SigningKey key) {
		this.jdbc.sql("update signing_key set usable_from = :usable, signs_from = :from where kid = :kid")
			.param("usable", TimeColumns.utc(key.period().usableFrom()))
			.param("from", TimeColumns.utc(key.period().signsFrom()))
			.param("kid", key.kid())
			.update();
	}

	void delete(String kid) {
		this.jdbc.sql("delete from signing_key where kid = ? and revoked_at is null").param(kid).update();
	}

	/**
	 * Delete all of a key but its id, which must never be used again.
	 */
	void revoke(String kid, Instant now) {
		this.jdbc
			.sql("update signing_key set private_key = null, public_key = null, revoked_at = :now where kid = :kid")
			.param("now", TimeColumns.utc(now))
			.param("kid", kid)
			.update();
	}

	boolean isRevoked(String kid) {
		return this.jdbc.sql("select count(*) from signing_key where kid = ? and revoked_at is not null")
			.param(kid)
			.query(Long.class)
			.single() > 0;
	}

	private SigningKey toKey(ResultSet row, int number) throws SQLException {
		String kid = row.getString("kid");
		KeyPurpose purpose = KeyPurpose.valueOf(row.getString("purpose"));
		SigningAlgorithm algorithm = SigningAlgorithm.valueOf(row.getString("algorithm"));
		SigningPeriod period = new SigningPeriod(row.getInt("ordinal"), TimeColumns.instant(row, "created_at"),
				TimeColumns.instant(row, "usable_from"), TimeColumns.instant(row, "signs_from"));
		String context = context(kid, purpose, algorithm, period.ordinal(), row.getString("public_key"));
		try {
			return new SigningKey(purpose,
					Jwks.parser().build().parse(this.encryption.decrypt(row.getString("private_key"), context)),
					algorithm, period);
		}
		catch (GeneralSecurityException | JwtException ex) {
			throw new UnreadableKeyException(kid, ex);
		}
	}

	/**
	 * Return what a private part is bound to. Keys for access tokens are older than
	 * purposes, so theirs is left out.
	 */
	private static String context(String kid, KeyPurpose purpose, SigningAlgorithm algorithm, int ordinal,
			@Nullable String publicKey) {
		String row = kid + '\n' + algorithm.name() + '\n' + ordinal + '\n' + publicKey;
		return (purpose == KeyPurpose.ACCESS) ? row : row + '\n' + purpose.name();
	}

}
