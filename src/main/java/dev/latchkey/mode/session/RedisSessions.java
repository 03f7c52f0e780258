package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SetArgs;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/**
 * Sessions in Redis, in Spring Session's fields. Each is written once; a touch never
 * brings back what was deleted, and what cannot be read is no session. Its id is the hash
 * of the cookie's value, so that nobody who reads Redis can sign in.
 */
class RedisSessions implements SessionRepository<MapSession> {

	private static final String KEY = "latchkey:session:";

	private static final String KEY_OF_HANDLE = "latchkey:session-of:";

	// idle sessions are kept for a while, only to tell the user that they expired
	private static final Duration KEPT_LONGER = Duration.ofHours(1);

	// far shorter than a command may take, as others wait behind it on the connection
	private static final int BATCH = 1_000;

	private static final RedisScript<Long> CREATE = RedisScript.of("""
			redis.call('HSET', KEYS[1], unpack(ARGV, 2))
			redis.call('PEXPIRE', KEYS[1], ARGV[1])
			return 1
			""", Long.class);

	// a hash that is not ours must not keep the others from being touched
	private static final RedisScript<Long> TOUCH = RedisScript.of("""
			for i, key in ipairs(KEYS) do
				local seen = ARGV[i + 1]
				local known = redis.pcall('HMGET', key, 'lastAccessedTime', 'maxInactiveInterval')
				local accessed, idle = tonumber(known[1]), tonumber(known[2])
				if accessed and idle and accessed < tonumber(seen) then
					redis.call('HSET', key, 'lastAccessedTime', seen)
					redis.pcall('PEXPIREAT', key, seen + idle * 1000 + ARGV[1])
				end
			end
			return #KEYS
			""", Long.class);

	// in place, so that what is left keeps the time that it had to live
	private static final RedisScript<Long> BURY = RedisScript.of(
			"""
					for i, key in ipairs(KEYS) do
						if redis.pcall('HEXISTS', key, 'creationTime') == 1 then
							redis.call('HSET', key, 'handle', ARGV[i + 1], 'reason', ARGV[1])
							redis.call('HDEL', key, 'creationTime', 'lastAccessedTime', 'maxInactiveInterval', 'sessionAttr:session')
						end
					end
					return #KEYS
					""",
			Long.class);

	private final RedisPipeline redis;

	private final SessionHash hash = new SessionHash();

	RedisSessions(RedisPipeline redis) {
		this.redis = redis;
	}

	/**
	 * @throws UnsupportedOperationException always: only the gate opens sessions
	 */
	@Override
	public MapSession createSession() {
		throw new UnsupportedOperationException("the gate opens sessions");
	}

	@Override
	public void save(MapSession saved) {
		Session session = saved.getRequiredAttribute(SessionHash.SESSION);
		Duration life = Duration.between(saved.getCreationTime(), session.expiresAt()).plus(KEPT_LONGER);
		Duration kept = saved.getMaxInactiveInterval().plus(KEPT_LONGER);
		List<String> arguments = new ArrayList<>();
		arguments.add(String.valueOf(((kept.compareTo(life) < 0) ? kept : life).toMillis()));
		arguments.addAll(this.hash.fields(saved));
		this.redis.call((commands) -> RedisPipeline.all(List.of(
				commands.set(RedisPipeline.bytes(KEY_OF_HANDLE + session.handle()), RedisPipeline.bytes(saved.getId()),
						SetArgs.Builder.px(life)),
				RedisPipeline.run(commands, CREATE, List.of(KEY + saved.getId()), arguments))));
	}

	@Override
	public @Nullable MapSession findById(String id) {
		Map<byte[], byte[]> found = this.redis.call((commands) -> commands.hgetall(RedisPipeline.bytes(KEY + id))
			.exceptionallyCompose(RedisSessions::nothingOfAnotherType));
		Map<String, String> fields = new HashMap<>();
		found.forEach((name, value) -> fields.put(text(name), text(value)));
		return this.hash.read(id, fields);
	}

	@Override
	public void deleteById(String id) {
		this.redis.call((commands) -> commands.del(RedisPipeline.bytes(KEY + id)));
	}

	/**
	 * Move last-seen forwards, where the sessions are still there.
	 */
	void touch(Map<String, Instant> seen) {
		inBatches(List.copyOf(seen.keySet()), TOUCH, String.valueOf(KEPT_LONGER.toMillis()),
				(handle) -> SessionHash.millis(Objects.requireNonNull(seen.get(handle))));
	}

	/**
	 * Turn sessions into their tombstones, where they are still there.
	 */
	void bury(List<String> handles, EndReason reason) {
		inBatches(handles, BURY, reason.name(), (handle) -> handle);
	}

	/**
	 * Run a script on many sessions, with two round trips for however many of a batch.
	 */
	private void inBatches(List<String> handles, RedisScript<Long> script, String ofAll,
			Function<String, String> ofEach) {
		for (int from = 0; from < handles.size(); from += BATCH) {
			List<String> some = handles.subList(from, Math.min(handles.size(), from + BATCH));
			byte[][] names = RedisPipeline.bytes(some.stream().map(KEY_OF_HANDLE::concat).toList());
			List<KeyValue<byte[], byte[]>> ids = this.redis.call((commands) -> commands.mget(names));
			List<String> keys = new ArrayList<>();
			List<String> arguments = new ArrayList<>();
			for (int i = 0; i < some.size(); i++) {
				if (ids.get(i).hasValue()) {
					keys.add(KEY + text(ids.get(i).getValue()));
					arguments.add(ofEach.apply(some.get(i)));
				}
			}
			if (!keys.isEmpty()) {
				this.redis.onEach(script, keys, ofAll, arguments);
			}
		}
	}

	private static CompletionStage<Map<byte[], byte[]>> nothingOfAnotherType(Throwable ex) {
		return (ex instanceof RedisCommandExecutionException refused
				&& String.valueOf(refused.getMessage()).startsWith("WRONGTYPE"))
						? CompletableFuture.completedFuture(Map.of()) : CompletableFuture.failedFuture(ex);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
