package dev.latchkey.mode.jwt;

import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The signing keys in the database, which all nodes share.
 */
class SigningKeys {

	private final JdbcClient jdbc;

	private final KeySeal seal;

	SigningKeys(JdbcClient jdbc, KeySeal seal) {
		this.jdbc = jdbc;
		this.seal = seal;
	}

	/**
	 * Return all keys.
	 * @throws KeysUnreadable if one was stored under another master key
	 */
	List<SigningKey> all() {
		return this.jdbc.sql(
				"select kid, algorithm, ordinal, public_key, private_key, signs_from from signing_key order by ordinal")
			.query(this::key)
			.list();
	}

	/**
	 * Store a new key.
	 * @return whether it counts; if not, another node was quicker with that algorithm's
	 * ordinal
	 */
	boolean add(SigningKey key, Instant now) {
		String kid = key.jwk().getId();
		PublicJwk<?> published = key.publicPart();
		String publicKey = (published != null) ? Jwks.json(published) : null;
		String context = context(kid, key.algorithm(), key.ordinal(), publicKey);
		try {
			return this.jdbc.sql("""
					insert into signing_key (kid, algorithm, ordinal, public_key, private_key, created_at, signs_from)
					values (:kid, :algorithm, :ordinal, :public, :private, :now, :from)
					""")
				.param("kid", kid)
				.param("algorithm", key.algorithm().name())
				.param("ordinal", key.ordinal())
				.param("public", publicKey)
				.param("private", this.seal.seal(Jwks.UNSAFE_JSON(key.jwk()), context))
				.param("now", now.atOffset(ZoneOffset.UTC))
				.param("from", key.signsFrom().atOffset(ZoneOffset.UTC))
				.update() > 0;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private SigningKey key(ResultSet row, int number) throws SQLException {
		String kid = row.getString("kid");
		SigningAlgorithm algorithm = SigningAlgorithm.valueOf(row.getString("algorithm"));
		int ordinal = row.getInt("ordinal");
		String context = context(kid, algorithm, ordinal, row.getString("public_key"));
		try {
			return new SigningKey(Jwks.parser().build().parse(this.seal.open(row.getString("private_key"), context)),
					algorithm, ordinal, row.getObject("signs_from", OffsetDateTime.class).toInstant());
		}
		catch (GeneralSecurityException | JwtException ex) {
			throw new KeysUnreadable(kid, ex);
		}
	}

	private static String context(String kid, SigningAlgorithm algorithm, int ordinal, @Nullable String publicKey) {
		return kid + '\n' + algorithm.name() + '\n' + ordinal + '\n' + publicKey;
	}

}
