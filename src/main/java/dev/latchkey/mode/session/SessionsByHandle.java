package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.latchkey.mode.session.RedisPipeline.ScriptTarget;
import dev.latchkey.revocation.EndReason;
import io.lettuce.core.KeyValue;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * Changes many sessions in Redis, which are named by their handles. A session that is not
 * there any more stays so.
 */
class SessionsByHandle {

	// far shorter than a command may take, as others wait behind it on the connection
	private static final int BATCH = 1_000;

	private static final String KEPT_LONGER = String.valueOf(RedisSessions.KEPT_LONGER.toMillis());

	private final RedisPipeline redis;

	SessionsByHandle(RedisPipeline redis) {
		this.redis = redis;
	}

	/**
	 * Move last-seen forwards.
	 */
	void touch(Map<String, Instant> seen) {
		runInBatches(List.copyOf(seen.keySet()), SessionScripts.TOUCH, KEPT_LONGER,
				(id) -> List.of(RedisKeys.session(id)),
				(handle) -> SessionHash.millis(Objects.requireNonNull(seen.get(handle))));
	}

	/**
	 * Put tombstones in the place of sessions.
	 */
	void writeTombstones(List<String> handles, EndReason reason) {
		runInBatches(handles, SessionScripts.WRITE_TOMBSTONES, reason.name(), RedisKeys::sessionAndTombstone,
				(handle) -> handle);
	}

	/**
	 * Run a script on many sessions, with two round trips for each batch.
	 */
	private void runInBatches(List<String> handles, RedisScript<Long> script, String ofAll,
			Function<String, List<String>> keysOfId, Function<String, String> argumentOfHandle) {
		for (int from = 0; from < handles.size(); from += BATCH) {
			List<String> batch = handles.subList(from, Math.min(handles.size(), from + BATCH));
			byte[][] names = RedisPipeline.bytes(batch.stream().map(RedisKeys::handle).toList());
			List<KeyValue<byte[], byte[]>> ids = this.redis.call((commands) -> commands.mget(names));
			List<ScriptTarget> targets = new ArrayList<>();
			for (int i = 0; i < batch.size(); i++) {
				if (ids.get(i).hasValue()) {
					String id = new String(ids.get(i).getValue(), StandardCharsets.UTF_8);
					targets.add(new ScriptTarget(keysOfId.apply(id), argumentOfHandle.apply(batch.get(i))));
				}
			}
			if (!targets.isEmpty()) {
				this.redis.runOnEach(script, targets, ofAll);
			}
		}
	}

}
