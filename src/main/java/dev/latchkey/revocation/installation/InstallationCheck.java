package dev.latchkey.revocation.installation;

import dev.latchkey.datastore.RedisFailure;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Checks that a database and a Redis belong together: two installations that share a
 * Redis database would write over each other's keys. At the start, another installation's
 * Redis is refused. Later there may be another Redis at the same address, or the same one
 * emptied: so the node looks again with each pull, takes an empty one, and sends nothing
 * to one of another installation until that is gone.
 */
public class InstallationCheck {

	static final String KEY = "latchkey:installation";

	private static final Logger logger = LoggerFactory.getLogger(InstallationCheck.class);

	private final InstallationId installation;

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private volatile boolean foreign;

	InstallationCheck(InstallationId installation, StringRedisTemplate redis, CircuitBreaker breaker) {
		this.installation = installation;
		this.redis = redis;
		this.breaker = breaker;
	}

	/**
	 * Compare the two at the start. A Redis that cannot be used does not prevent it.
	 * @throws ForeignRedisException if Redis belongs to another database
	 * @throws DataAccessException if the database does not answer
	 */
	void check() {
		String own = this.installation.value();
		try {
			if (!this.breaker.executeSupplier(() -> isOf(own))) {
				throw new ForeignRedisException();
			}
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			RedisFailure failure = RedisFailure.of(ex);
			logger.warn("Redis {} The node starts without it, and uses it as soon as that has changed. {}",
					failure.description(), failure.action());
			logger.debug("Redis could not be used", ex);
		}
	}

	/**
	 * Compare the two again. While Redis belongs to another database, the circuit breaker
	 * is open for all commands but the one that looks for a change.
	 */
	public synchronized void checkAgain() {
		try {
			String name = this.installation.value();
			boolean own = this.foreign ? isOf(name) : this.breaker.executeSupplier(() -> isOf(name));
			if (own && this.foreign) {
				this.foreign = false;
				this.breaker.transitionToClosedState();
				logger.info("Redis belongs to this database again, and is used again");
			}
			else if (!own && !this.foreign) {
				this.foreign = true;
				this.breaker.transitionToForcedOpenState();
				logger.error("{} It is not used until that has changed. Give each installation a Redis of its own "
						+ "(spring.data.redis.*).", ForeignRedisException.MESSAGE);
			}
		}
		catch (RuntimeException ex) {
			logger.debug("Redis does not say which database it belongs to", ex);
		}
	}

	/**
	 * Return whether Redis belongs to another database, as far as this node knows.
	 */
	boolean isForeign() {
		return this.foreign;
	}

	private boolean isOf(String own) {
		String found = this.redis.opsForValue().get(KEY);
		return own.equals(found) || (found == null && claim(own));
	}

	/**
	 * Claim a Redis that is new, or was emptied.
	 */
	private boolean claim(String own) {
		this.redis.opsForValue().setIfAbsent(KEY, own);
		return own.equals(this.redis.opsForValue().get(KEY));
	}

}
