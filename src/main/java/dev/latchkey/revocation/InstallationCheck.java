package dev.latchkey.revocation;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Checks that a database and a Redis belong together: two installations that share a
 * Redis would take each other's revocations for their own.
 */
class InstallationCheck {

	static final String KEY = "latchkey:installation";

	private static final Logger logger = LoggerFactory.getLogger(InstallationCheck.class);

	private final InstallationId installation;

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	InstallationCheck(InstallationId installation, StringRedisTemplate redis, CircuitBreaker breaker) {
		this.installation = installation;
		this.redis = redis;
		this.breaker = breaker;
	}

	/**
	 * Compare the two. A Redis that does not answer does not prevent the start.
	 * @throws ForeignRedisException if Redis belongs to another database
	 */
	void check() {
		String own = this.installation.value();
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

}
