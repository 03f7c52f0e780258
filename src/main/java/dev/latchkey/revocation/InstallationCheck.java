package dev.latchkey.revocation;

import dev.latchkey.crypto.RandomIds;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks that a database and a Redis belong together: two installations that share a
 * Redis would take each other's revocations for their own.
 */
class InstallationCheck {

	static final String KEY = "latchkey:installation";

	private static final Logger logger = LoggerFactory.getLogger(InstallationCheck.class);

	private final JdbcClient jdbc;

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	InstallationCheck(JdbcClient jdbc, StringRedisTemplate redis, CircuitBreaker breaker) {
		this.jdbc = jdbc;
		this.redis = redis;
		this.breaker = breaker;
	}

	/**
	 * Compare the two. A Redis that does not answer does not prevent the start.
	 * @throws ForeignRedisException if Redis belongs to another database
	 */
	void check() {
		String own = id();
		try {
			this.breaker.executeSupplier(() -> this.redis.opsForValue().setIfAbsent(KEY, own));
			String found = this.breaker.executeSupplier(() -> this.redis.opsForValue().get(KEY));
			if (found != null && !found.equals(own)) {
				throw new ForeignRedisException();
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Redis does not answer, so whether it belongs to this database is not known: {}",
					ex.toString());
		}
	}

	private String id() {
		try {
			this.jdbc
				.sql("insert into installation (one, id) select 1, ? where not exists (select 1 from installation)")
				.param(RandomIds.next())
				.update();
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another node was first", ex);
		}
		return this.jdbc.sql("select id from installation").query(String.class).single();
	}

}
