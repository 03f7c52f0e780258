package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisConnectionUtils;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The commands that read and write the deny-list. Each touches one key, so that they run
 * on a cluster.
 */
class DenyListCommands {

	static final String DENIED = "latchkey:denied:";

	static final String CUTOFF = "latchkey:cutoff";

	static final String HEAD = "latchkey:revocations:head";

	static final String WRITER = "latchkey:revocations:writer";

	private static final Duration WRITING = Duration.ofSeconds(30);

	// pcall: a key of another type is not a failure of Redis
	private static final RedisScript<String> READ = RedisScript.of("""
			local head = redis.pcall('GET', KEYS[1])
			return (type(head) == 'table') and 'unreadable' or head
			""", String.class);

	private static final RedisScript<Long> RAISE = script("""
			local raised = tonumber(redis.call('GET', KEYS[1]) or '-1') < tonumber(ARGV[1])
			local left = redis.call('PTTL', KEYS[1])
			if raised then redis.call('SET', KEYS[1], ARGV[1]) end
			-- what was ended before may last longer
			if tonumber(ARGV[2]) > 0 then redis.call('PEXPIRE', KEYS[1], math.max(tonumber(ARGV[2]), left)) end
			return raised and 1 or 0
			""");

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

	private final EndedRoleRows endedRoles;

	private final Clock clock;

	DenyListCommands(StringRedisTemplate redis, CircuitBreaker breaker, EndedRoleRows endedRoles, Clock clock) {
		this.redis = redis;
		this.breaker = breaker;
		this.endedRoles = endedRoles;
		this.clock = clock;
	}

	/**
	 * Return the number up to which the list is complete.
	 * @return the number, or {@code null} if Redis has no list; greater than any where
	 * what is there is no number
	 */
	@Nullable Long head() {
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
	void raiseHead(long seq) {
		this.breaker.executeRunnable(() -> raise(HEAD, seq, 0));
	}

	/**
	 * Move the head from one number to another, if it is where it is expected to be.
	 */
	void advanceHead(long expected, long seq) {
		this.breaker.executeSupplier(
				() -> this.redis.execute(ADVANCE, List.of(HEAD), String.valueOf(expected), String.valueOf(seq)));
	}

	/**
	 * Put a number in the place of a head that no node has written.
	 * @param written what {@link #head()} has returned
	 */
	void replaceHead(long written, long seq) {
		if (written == Long.MAX_VALUE) {
			// it may be no number at all
			deleteHead();
			raiseHead(seq);
		}
		else {
			advanceHead(written, seq);
		}
	}

	void deleteHead() {
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

	/**
	 * Write entries, without waiting for the answer to each. For that a connection is
	 * opened, which a single row is not worth. Readers of the list know accounts only: so
	 * there is an entry for each account that has a role in the place of one for the
	 * role. An account that it was taken from since has one for that.
	 */
	void write(List<Revocation> rows) {
		writeEntries(rows.stream().filter((row) -> row.scope() != Revocation.Scope.ROLE).toList());
		rows.stream().filter((row) -> row.scope() == Revocation.Scope.ROLE).forEach(this::writeHolders);
	}

	/**
	 * Tell whether one of some rows makes more than a thousand entries.
	 */
	boolean makeVeryMany(List<Revocation> rows) {
		return rows.stream().anyMatch(this.endedRoles::concernsVeryMany);
	}

	private void writeHolders(Revocation row) {
		String role = Objects.requireNonNull(row.handle());
		List<String> holders = this.endedRoles.holders(role, "");
		while (!holders.isEmpty()) {
			writeEntries(holders.stream().map(row::ofAccount).toList());
			holders = this.endedRoles.holders(role, holders.get(holders.size() - 1));
		}
	}

	private void writeEntries(List<Revocation> entries) {
		if (entries.isEmpty()) {
			return;
		}
		this.breaker.executeRunnable(() -> {
			if (entries.size() == 1) {
				write(entries.get(0));
			}
			else {
				writePipelined(entries);
			}
		});
	}

	private void writePipelined(List<Revocation> rows) {
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
			case SESSION, KEY, GRANT -> raise(DENIED + row.handle(), row.seq(), millis);
			case ACCOUNT -> raise(CUTOFF + ":" + row.accountId(), row.seq(), millis);
			case EVERYBODY -> raise(CUTOFF, row.seq(), millis);
			case APPLICATION -> raise(CUTOFF + ":application:" + row.handle(), row.seq(), millis);
			case ROLE -> throw new IllegalArgumentException("The list has entries for accounts, not for roles");
		}
	}

	private void raise(String key, long seq, long millis) {
		this.redis.execute(RAISE, List.of(key), String.valueOf(seq), String.valueOf(millis));
	}

	private void delete(String key) {
		this.breaker.executeSupplier(() -> this.redis.delete(key));
	}

	private static RedisScript<Long> script(String text) {
		return new DefaultRedisScript<>(text, Long.class);
	}

}
