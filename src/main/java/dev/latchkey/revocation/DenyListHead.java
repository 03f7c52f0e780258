package dev.latchkey.revocation;

import java.time.Duration;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The head of the deny-list, which says how far it is complete, and the claim of the node
 * that writes all of it. Each command touches one key, so that it runs on a cluster.
 */
class DenyListHead {

	static final String HEAD = "latchkey:revocations:head";

	static final String WRITER = "latchkey:revocations:writer";

	private static final Duration WRITING = Duration.ofSeconds(30);

	// pcall: a key of another type is not a failure of Redis
	private static final RedisScript<String> READ = RedisScript.of("""
			local head = redis.pcall('GET', KEYS[1])
			return (type(head) == 'table') and 'unreadable' or head
			""", String.class);

	private static final RedisScript<Long> ADVANCE = script("""
			if tonumber(redis.call('GET', KEYS[1]) or '-1') ~= tonumber(ARGV[1]) then return 0 end
			redis.call('SET', KEYS[1], ARGV[2])
			return 1
			""");

	private static final RedisScript<Long> KEEP = script("""
			if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
			redis.call('PEXPIRE', KEYS[1], ARGV[2])
			return 1
			""");

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	DenyListHead(StringRedisTemplate redis, CircuitBreaker breaker) {
		this.redis = redis;
		this.breaker = breaker;
	}

	/**
	 * Return the number up to which the list is complete.
	 * @return the number, or {@code null} if Redis has no list; greater than any where
	 * what is there is no number
	 */
	@Nullable Long read() {
		String head = this.breaker.executeSupplier(() -> this.redis.execute(READ, List.of(HEAD)));
		try {
			return (head != null) ? Long.valueOf(head) : null;
		}
		catch (NumberFormatException ex) {
			return Long.MAX_VALUE;
		}
	}

	/**
	 * Raise the head to a number, wherever it is below.
	 */
	void raise(long seq) {
		this.breaker
			.executeSupplier(() -> this.redis.execute(DenyListEntries.RAISE, List.of(HEAD), String.valueOf(seq), "0"));
	}

	/**
	 * Move the head from one number to another, if it is where it is expected to be.
	 */
	void advance(long expected, long seq) {
		this.breaker.executeSupplier(
				() -> this.redis.execute(ADVANCE, List.of(HEAD), String.valueOf(expected), String.valueOf(seq)));
	}

	/**
	 * Put a number in the place of a head that no node has written.
	 * @param written what {@link #read()} has returned
	 */
	void replace(long written, long seq) {
		if (written == Long.MAX_VALUE) {
			// it may be no number at all
			delete();
			raise(seq);
		}
		else {
			advance(written, seq);
		}
	}

	void delete() {
		delete(HEAD);
	}

	/**
	 * Claim to be the one node that writes the whole list, for half a minute.
	 * @param claim a value that no other node uses
	 * @return whether no other node has claimed it
	 */
	boolean claim(String claim) {
		return Boolean.TRUE
			.equals(this.breaker.executeSupplier(() -> this.redis.opsForValue().setIfAbsent(WRITER, claim, WRITING)));
	}

	/**
	 * Extend a claim by another half minute.
	 * @return whether the claim still stands
	 */
	boolean extendClaim(String claim) {
		Long kept = this.breaker.executeSupplier(
				() -> this.redis.execute(KEEP, List.of(WRITER), claim, String.valueOf(WRITING.toMillis())));
		return Long.valueOf(1).equals(kept);
	}

	void deleteClaim() {
		delete(WRITER);
	}

	private void delete(String key) {
		this.breaker.executeSupplier(() -> this.redis.delete(key));
	}

	private static RedisScript<Long> script(String text) {
		return new DefaultRedisScript<>(text, Long.class);
	}

}
