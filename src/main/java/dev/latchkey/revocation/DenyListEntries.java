package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisConnectionUtils;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The entries of the deny-list. Each command touches one key, so that it runs on a
 * cluster.
 */
class DenyListEntries {

	static final String DENIED = "latchkey:denied:";

	static final String CUTOFF = "latchkey:cutoff";

	/** Raises a number, and lets it live as long as what it stands for. */
	static final RedisScript<Long> RAISE = RedisScript.of("""
			local raised = tonumber(redis.call('GET', KEYS[1]) or '-1') < tonumber(ARGV[1])
			local left = redis.call('PTTL', KEYS[1])
			if raised then redis.call('SET', KEYS[1], ARGV[1]) end
			-- what was ended before may last longer
			if tonumber(ARGV[2]) > 0 then redis.call('PEXPIRE', KEYS[1], math.max(tonumber(ARGV[2]), left)) end
			return raised and 1 or 0
			""", Long.class);

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final EndedRoleRows endedRoles;

	private final Clock clock;

	DenyListEntries(StringRedisTemplate redis, CircuitBreaker breaker, EndedRoleRows endedRoles, Clock clock) {
		this.redis = redis;
		this.breaker = breaker;
		this.endedRoles = endedRoles;
		this.clock = clock;
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

}
