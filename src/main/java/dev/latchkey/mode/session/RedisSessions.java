package dev.latchkey.mode.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.latchkey.session.Session;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.util.Assert;

/**
 * Sessions in Redis, with the keys and fields of Spring Session's own repository. The id
 * of a session that the gate opened is the hash of the cookie's value, so a reader of
 * Redis cannot sign in with it, and a writer to Redis cannot make one up: what was not
 * written here is treated as missing. Whether a session still counts is not decided here,
 * but by the view of the revocation log.
 */
class RedisSessions implements SessionRepository<MapSession> {

	/** An idle session is kept for longer, only to tell the user that it expired. */
	static final Duration KEPT_LONGER = Duration.ofHours(1);

	private final RedisPipeline redis;

	private final Duration defaultMaxIdle;

	private final Clock clock;

	private final SessionMacs macs;

	private final SessionHash hash;

	RedisSessions(RedisPipeline redis, SessionMacs macs, Duration defaultMaxIdle, Clock clock) {
		this.redis = redis;
		this.macs = macs;
		this.hash = new SessionHash(macs);
		this.defaultMaxIdle = defaultMaxIdle;
		this.clock = clock;
	}

	/**
	 * Create a session without a user: only the gate opens one with a user. Its id is
	 * random, and no cookie leads to it.
	 */
	@Override
	public MapSession createSession() {
		return prepare(new MapSession());
	}

	/**
	 * Create a session with an id.
	 */
	MapSession createSession(String id) {
		return prepare(new MapSession(id));
	}

	private MapSession prepare(MapSession session) {
		session.setCreationTime(this.clock.instant());
		session.setLastAccessedTime(session.getCreationTime());
		session.setMaxInactiveInterval(this.defaultMaxIdle);
		return session;
	}

	/**
	 * Write a session as a whole, unless it has ended. Where its id has changed, nothing
	 * is left under the old one.
	 * @throws IllegalArgumentException if it would never be idle
	 * @throws SerializationException if an attribute is of a type that
	 * {@link SessionValueSerializer} does not write
	 */
	@Override
	public void save(MapSession saved) {
		Duration idle = saved.getMaxInactiveInterval();
		Assert.isTrue(idle.toSeconds() > 0, "a session must become idle");
		Session session = new StoredSession(saved).session();
		Duration kept = idle.plus(KEPT_LONGER);
		Duration life = (session != null)
				? Duration.between(saved.getCreationTime(), session.expiresAt()).plus(KEPT_LONGER) : kept;
		List<String> arguments = new ArrayList<>();
		arguments.add(String.valueOf(((kept.compareTo(life) < 0) ? kept : life).toMillis()));
		arguments.addAll(this.hash.fields(saved));
		this.redis.call((commands) -> {
			List<CompletionStage<?>> writes = new ArrayList<>();
			if (session != null) {
				writes.add(commands.set(RedisPipeline.bytes(RedisKeys.handle(session.handle())),
						RedisPipeline.bytes(this.macs.handleEntry(session.handle(), saved.getId())),
						SetArgs.Builder.px(life)));
			}
			writes.add(RedisPipeline.run(commands, SessionScripts.SAVE, RedisKeys.sessionAndTombstone(saved.getId()),
					arguments));
			if (!saved.getId().equals(saved.getOriginalId())) {
				writes.add(delete(commands, RedisKeys.session(saved.getOriginalId())));
			}
			return RedisPipeline.all(writes);
		});
	}

	/**
	 * Write a session whose proof was renewed over one that is there, and leave its
	 * last-seen as it is.
	 */
	void renew(String id, Session renewed) {
		if (find(id) instanceof StoredSession stored) {
			stored.content().setAttribute(StoredSession.SESSION, renewed);
			List<String> fields = this.hash.renewedFields(stored.content());
			this.redis.call((commands) -> RedisPipeline.run(commands, SessionScripts.RENEW,
					List.of(RedisKeys.session(id)), fields));
		}
	}

	/**
	 * Return a session that has neither ended nor expired.
	 */
	@Override
	public @Nullable MapSession findById(String id) {
		return (find(id) instanceof StoredSession stored && !stored.isExpired(this.clock.instant())) ? stored.content()
				: null;
	}

	/**
	 * Return the entry of a session, or its tombstone, with one command.
	 */
	@Nullable SessionEntry find(String id) {
		List<byte[]> found = this.redis.call((commands) -> RedisPipeline.runForList(commands, SessionScripts.FIND,
				RedisKeys.sessionAndTombstone(id)));
		Map<String, String> fields = new HashMap<>();
		for (int i = 0; i + 1 < found.size(); i += 2) {
			fields.put(RedisPipeline.text(found.get(i)), RedisPipeline.text(found.get(i + 1)));
		}
		return this.hash.read(id, fields);
	}

	/**
	 * Delete a session. That alone does not end a sign-in, since nodes may have read it
	 * before: {@link dev.latchkey.session.Endings} does.
	 */
	@Override
	public void deleteById(String id) {
		String handle = (find(id) instanceof StoredSession stored) ? stored.handle() : null;
		this.redis.call((commands) -> {
			List<CompletionStage<?>> deletions = new ArrayList<>();
			if (handle != null) {
				deletions.add(delete(commands, RedisKeys.handle(handle)));
			}
			deletions.add(delete(commands, RedisKeys.session(id)));
			return RedisPipeline.all(deletions);
		});
	}

	private static CompletionStage<?> delete(RedisClusterAsyncCommands<byte[], byte[]> commands, String key) {
		return commands.del(RedisPipeline.bytes(key));
	}

}
