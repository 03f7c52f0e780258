package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import dev.latchkey.datastore.ListBatches;
import dev.latchkey.mode.session.RedisPipeline.ScriptTarget;
import dev.latchkey.revocation.EndReason;
import io.lettuce.core.KeyValue;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * Changes many sessions in Redis, which are named by their handles. A session that is
 * gone is not created again.
 */
class SessionsByHandle {

	// far shorter than a command may take, as others wait behind it on the connection
	private static final int BATCH = 1_000;

	private static final String KEPT_LONGER = String.valueOf(RedisSessions.KEPT_LONGER.toMillis());

	private final RedisPipeline redis;

	private final SessionMacs macs;

	SessionsByHandle(RedisPipeline redis, SessionMacs macs) {
		this.redis = redis;
		this.macs = macs;
	}

	/**
	 * Move last-seen forwards.
	 */
	void touch(Map<String, Instant> seen) {
		runInBatches(seen.keySet(), SessionScripts.TOUCH, KEPT_LONGER, (handle, id) -> {
			String millis = SessionHash.millis(Objects.requireNonNull(seen.get(handle)));
			return new ScriptTarget(List.of(RedisKeys.session(id)), List.of(millis, this.macs.ofLastSeen(id, millis)));
		});
	}

	/**
	 * Put tombstones in the place of sessions.
	 */
	void writeTombstones(List<String> handles, EndReason reason) {
		runInBatches(handles, SessionScripts.WRITE_TOMBSTONES, reason.name(),
				(handle, id) -> new ScriptTarget(RedisKeys.sessionAndTombstone(id),
						List.of(handle, this.macs.ofTombstone(id, handle, reason))));
	}

	/**
	 * Run a script on many sessions, with two round trips for each batch.
	 */
	private void runInBatches(Collection<String> handles, RedisScript<Long> script, String ofAll,
			BiFunction<String, String, ScriptTarget> targetOf) {
		for (List<String> batch : ListBatches.of(handles, BATCH)) {
			byte[][] names = RedisPipeline.bytes(batch.stream().map(RedisKeys::handle).toList());
			List<KeyValue<byte[], byte[]>> entries = this.redis.call((commands) -> commands.mget(names));
			List<ScriptTarget> targets = new ArrayList<>();
			for (int i = 0; i < batch.size(); i++) {
				String id = id(batch.get(i), entries.get(i));
				if (id != null) {
					targets.add(targetOf.apply(batch.get(i), id));
				}
			}
			if (!targets.isEmpty()) {
				this.redis.runOnEach(script, targets, ofAll);
			}
		}
	}

	private @Nullable String id(String handle, KeyValue<byte[], byte[]> entry) {
		return entry.hasValue() ? this.macs.idIn(handle, new String(entry.getValue(), StandardCharsets.UTF_8)) : null;
	}

}
