package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.latchkey.crypto.RandomIds;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisConnectionUtils;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The revocations as Redis holds them, for other applications to ask. No node of ours
 * reads them: the log is the truth, and Redis may lose what it likes. The head says up to
 * which number the list is complete, and goes up only when it is; where it has fallen
 * behind the log, or is gone, whoever notices writes what is missing again. One key a
 * command, so that it runs on a cluster.
 */
class DenyList {

	static final String DENIED = "latchkey:denied:";

	static final String CUTOFF = "latchkey:cutoff";

	static final String HEAD = "latchkey:revocations:head";

	static final String WRITER = "latchkey:revocations:writer";

	private static final Logger logger = LoggerFactory.getLogger(DenyList.class);

	private static final Duration WRITING = Duration.ofSeconds(30);

	private static final RedisScript<Long> RAISE = script("""
			local raised = tonumber(redis.call('GET', KEYS[1]) or '-1') < tonumber(ARGV[1])
			local left = redis.call('PTTL', KEYS[1])
			if raised then redis.call('SET', KEYS[1], ARGV[1]) end
			-- what was ended before may last longer
			if tonumber(ARGV[2]) > 0 then redis.call('PEXPIRE', KEYS[1], math.max(tonumber(ARGV[2]), left)) end
			return raised and 1 or 0
			""");

	private static final RedisScript<Long> FOLLOW = script("""
			if tonumber(redis.call('GET', KEYS[1]) or '-1') ~= tonumber(ARGV[1]) then return 0 end
			redis.call('SET', KEYS[1], ARGV[2])
			return 1
			""");

	private static final RedisScript<Long> KEEP = script("""
			if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
			redis.call('PEXPIRE', KEYS[1], ARGV[2])
			return 1
			""");

	private static final int AT_ONCE = 1_000;

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final Revocations revocations;

	private final LogPosition progress;

	private final Clock clock;

	private @Nullable Long lastHead;

	DenyList(StringRedisTemplate redis, CircuitBreaker breaker, Revocations revocations, LogPosition progress,
			Clock clock) {
		this.redis = redis;
		this.breaker = breaker;
		this.revocations = revocations;
		this.progress = progress;
		this.clock = clock;
	}

	/**
	 * Write what was just committed. That Redis does not answer is no error: it will be
	 * written when it does.
	 */
	void write(List<Revocation> rows) {
		if (rows.isEmpty()) {
			return;
		}
		try {
			writeAll(rows);
			follow(rows.get(0).seq() - 1, rows.get(rows.size() - 1).seq());
		}
		catch (RuntimeException ex) {
			logger.debug("The deny-list could not be written; it will be when Redis answers", ex);
		}
	}

	/**
	 * See to it that Redis has what the log has. A head that is behind twice in a row is
	 * not just about to be raised by somebody else.
	 */
	synchronized void catchUp() {
		try {
			long applied = this.progress.applied();
			String found = this.breaker.executeSupplier(() -> this.redis.opsForValue().get(HEAD));
			Long head = (found != null) ? Long.valueOf(found) : null;
			if (head == null) {
				rewrite(applied);
			}
			else if (head < applied && head.equals(this.lastHead)) {
				writeAll(this.revocations.from(head + 1));
				// not where the list was flushed since
				follow(head, applied);
			}
			this.lastHead = head;
		}
		catch (RuntimeException ex) {
			this.lastHead = null;
			logger.debug("The deny-list could not be looked at", ex);
		}
	}

	/**
	 * Write the whole list: Redis was flushed, or is new. One node at a time does it, and
	 * loses its claim where Redis is flushed once more meanwhile.
	 */
	private void rewrite(long applied) {
		String claim = RandomIds.next();
		Boolean mine = this.breaker.executeSupplier(() -> this.redis.opsForValue().setIfAbsent(WRITER, claim, WRITING));
		if (!Boolean.TRUE.equals(mine)) {
			return;
		}
		logger.info("Redis has no deny-list: writing it again");
		try {
			List<Revocation> rows = this.revocations.unexpired();
			for (int from = 0; from < rows.size() && keeps(claim); from += AT_ONCE) {
				writeAll(rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
			}
			if (keeps(claim)) {
				this.breaker.executeRunnable(() -> raise(HEAD, applied, 0));
				if (!keeps(claim)) {
					delete(HEAD);
				}
			}
		}
		finally {
			if (keeps(claim)) {
				delete(WRITER);
			}
		}
	}

	private void writeAll(List<Revocation> rows) {
		this.breaker.executeRunnable(() -> {
			if (rows.size() == 1) {
				write(rows.get(0));
			}
			else {
				writeTogether(rows);
			}
		});
	}

	/**
	 * Write rows without waiting for the answer to each. For that a connection is opened,
	 * which one row alone is not worth.
	 */
	private void writeTogether(List<Revocation> rows) {
		RedisConnectionFactory connections = this.redis.getRequiredConnectionFactory();
		RedisConnection connection = RedisConnectionUtils.bindConnection(connections);
		try {
			connection.openPipeline();
			rows.forEach(this::write);
			connection.closePipeline();
		}
		finally {
			RedisConnectionUtils.unbindConnection(connections);
		}
	}

	private void write(Revocation row) {
		long millis = Duration.between(this.clock.instant(), row.expiresAt()).toMillis();
		if (millis <= 0) {
			return;
		}
		switch (row.scope()) {
			case SESSION, KEY -> raise(DENIED + row.handle(), row.seq(), millis);
			case ACCOUNT -> raise(CUTOFF + ":" + row.accountId(), row.seq(), millis);
			case EVERYBODY -> raise(CUTOFF, row.seq(), millis);
		}
	}

	private void raise(String key, long seq, long millis) {
		this.redis.execute(RAISE, List.of(key), String.valueOf(seq), String.valueOf(millis));
	}

	private void follow(long before, long last) {
		this.breaker.executeSupplier(
				() -> this.redis.execute(FOLLOW, List.of(HEAD), String.valueOf(before), String.valueOf(last)));
	}

	private boolean keeps(String claim) {
		Long kept = this.breaker.executeSupplier(
				() -> this.redis.execute(KEEP, List.of(WRITER), claim, String.valueOf(WRITING.toMillis())));
		return Long.valueOf(1).equals(kept);
	}

	private void delete(String key) {
		this.breaker.executeSupplier(() -> this.redis.delete(key));
	}

	private static RedisScript<Long> script(String text) {
		return new DefaultRedisScript<>(text, Long.class);
	}

}
