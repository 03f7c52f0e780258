package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.latchkey.session.Session;
import io.lettuce.core.RedisCommandExecutionException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/**
 * Sessions in Redis, in Spring Session's fields. Each is written once; a touch never
 * brings back what was deleted, and what cannot be read is no session. Its id is the hash
 * of the cookie's value, so that nobody who reads Redis can sign in.
 */
class RedisSessions implements SessionRepository<MapSession> {

	/** The attribute that holds our {@link Session}. */
	static final String SESSION = "session";

	/** The attribute that every session and every tombstone has: the handle. */
	static final String HANDLE = "handle";

	/** The attribute that a tombstone has instead: why the session ended. */
	static final String REASON = "reason";

	private static final String KEY = "latchkey:session:";

	private static final String KEY_OF_HANDLE = "latchkey:session-of:";

	private static final String CREATED = "creationTime";

	private static final String ACCESSED = "lastAccessedTime";

	private static final String MAX_IDLE = "maxInactiveInterval";

	private static final String ATTRIBUTE = "sessionAttr:" + SESSION;

	// idle sessions are kept for a while, only to tell the user that they expired
	private static final Duration KEPT_LONGER = Duration.ofHours(1);

	// short enough for the time-out of a command
	private static final int BATCH = 1_000;

	private static final RedisScript<Long> CREATE = script("""
			redis.call('HSET', KEYS[1], unpack(ARGV, 2))
			redis.call('PEXPIRE', KEYS[1], ARGV[1])
			return 1
			""");

	private static final RedisScript<Long> TOUCH = script("""
			local known = redis.call('HGET', KEYS[1], 'lastAccessedTime')
			if not known or tonumber(known) >= tonumber(ARGV[1]) then return 0 end
			redis.call('HSET', KEYS[1], 'lastAccessedTime', ARGV[1])
			local latest = tonumber(redis.call('HGET', KEYS[1], 'maxInactiveInterval')) * 1000 + tonumber(ARGV[2])
			redis.call('PEXPIREAT', KEYS[1], tonumber(ARGV[1]) + latest)
			return 1
			""");

	private static final RedisScript<Long> BURY = script("""
			local left = redis.call('PTTL', KEYS[1])
			if left <= 0 then return 0 end
			redis.call('DEL', KEYS[1])
			redis.call('HSET', KEYS[1], 'handle', ARGV[1], 'reason', ARGV[2])
			redis.call('PEXPIRE', KEYS[1], left)
			return 1
			""");

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final JsonMapper json;

	RedisSessions(StringRedisTemplate redis, CircuitBreaker breaker, JsonMapper json) {
		this.redis = redis;
		this.breaker = breaker;
		this.json = json;
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
		Session session = saved.getRequiredAttribute(SESSION);
		Duration life = Duration.between(saved.getCreationTime(), session.expiresAt()).plus(KEPT_LONGER);
		Duration kept = saved.getMaxInactiveInterval().plus(KEPT_LONGER);
		String ttl = String.valueOf(((kept.compareTo(life) < 0) ? kept : life).toMillis());
		this.breaker.executeRunnable(() -> {
			this.redis.opsForValue().set(KEY_OF_HANDLE + session.handle(), saved.getId(), life);
			this.redis.execute(CREATE, List.of(KEY + saved.getId()), ttl, CREATED, millis(saved.getCreationTime()),
					ACCESSED, millis(saved.getLastAccessedTime()), MAX_IDLE,
					String.valueOf(saved.getMaxInactiveInterval().toSeconds()), ATTRIBUTE,
					this.json.writeValueAsString(session));
		});
	}

	@Override
	public @Nullable MapSession findById(String id) {
		Map<String, String> fields = this.breaker.executeSupplier(entries(id));
		try {
			return session(id, fields);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// half of one, or written by something else: no session
			return null;
		}
	}

	@Override
	public void deleteById(String id) {
		this.breaker.executeSupplier(() -> this.redis.delete(KEY + id));
	}

	/**
	 * Move last-seen forwards, where the sessions are still there.
	 */
	void touch(Map<String, Instant> seen) {
		String longer = String.valueOf(KEPT_LONGER.toMillis());
		inBatches(List.copyOf(seen.keySet()), TOUCH,
				(handle) -> List.of(millis(Objects.requireNonNull(seen.get(handle))), longer));
	}

	/**
	 * Turn sessions into their tombstones, where they are still there.
	 */
	void bury(List<String> handles, String reason) {
		inBatches(handles, BURY, (handle) -> List.of(handle, reason));
	}

	/**
	 * Run a script on many sessions, with two round trips for however many of a batch. A
	 * pipeline takes a connection of its own, which costs more than it saves for one
	 * session.
	 */
	private void inBatches(List<String> handles, RedisScript<Long> script, Function<String, List<String>> arguments) {
		if (handles.size() == 1) {
			one(handles.get(0), script, arguments);
			return;
		}
		for (int from = 0; from < handles.size(); from += BATCH) {
			List<String> some = handles.subList(from, Math.min(handles.size(), from + BATCH));
			this.breaker.executeRunnable(() -> {
				List<@Nullable Object> ids = pipelined((connection) -> some
					.forEach((handle) -> connection.stringCommands().get(bytes(KEY_OF_HANDLE + handle))));
				pipelined((connection) -> {
					for (int i = 0; i < some.size(); i++) {
						if (ids.get(i) instanceof String id) {
							connection.scriptingCommands()
								.eval(bytes(script.getScriptAsString()), ReturnType.INTEGER, 1,
										Stream.concat(Stream.of(KEY + id), arguments.apply(some.get(i)).stream())
											.map(RedisSessions::bytes)
											.toArray(byte[][]::new));
						}
					}
				});
			});
		}
	}

	private void one(String handle, RedisScript<Long> script, Function<String, List<String>> arguments) {
		this.breaker.executeRunnable(() -> {
			String id = this.redis.opsForValue().get(KEY_OF_HANDLE + handle);
			if (id != null) {
				this.redis.execute(script, List.of(KEY + id), arguments.apply(handle).toArray());
			}
		});
	}

	// the callback of a pipeline has to return null
	@SuppressWarnings("NullAway")
	private List<@Nullable Object> pipelined(Consumer<RedisConnection> commands) {
		return this.redis.executePipelined((RedisCallback<?>) (connection) -> {
			commands.accept(connection);
			return null;
		});
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private Supplier<Map<String, String>> entries(String id) {
		return () -> {
			try {
				return this.redis.<String, String>opsForHash().entries(KEY + id);
			}
			catch (RedisSystemException ex) {
				if (ex.getCause() instanceof RedisCommandExecutionException refused
						&& String.valueOf(refused.getMessage()).startsWith("WRONGTYPE")) {
					return Map.of();
				}
				throw ex;
			}
		};
	}

	private @Nullable MapSession session(String id, Map<String, String> fields) {
		MapSession session = new MapSession(id);
		String reason = fields.get(REASON);
		if (reason != null) {
			session.setAttribute(REASON, reason);
			session.setAttribute(HANDLE, fields.getOrDefault(HANDLE, ""));
			return session;
		}
		String content = fields.get(ATTRIBUTE);
		String created = fields.get(CREATED);
		String accessed = fields.get(ACCESSED);
		String idle = fields.get(MAX_IDLE);
		if (content == null || created == null || accessed == null || idle == null) {
			return null;
		}
		session.setCreationTime(Instant.ofEpochMilli(Long.parseLong(created)));
		session.setLastAccessedTime(Instant.ofEpochMilli(Long.parseLong(accessed)));
		session.setMaxInactiveInterval(Duration.ofSeconds(Long.parseLong(idle)));
		Session opened = this.json.readValue(content, Session.class);
		session.setAttribute(SESSION, opened);
		session.setAttribute(HANDLE, opened.handle());
		return session;
	}

	private static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

	private static RedisScript<Long> script(String text) {
		return new DefaultRedisScript<>(text, Long.class);
	}

}
