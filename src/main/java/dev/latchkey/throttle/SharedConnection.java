package dev.latchkey.throttle;

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The connection that everything else here uses too, with its timeouts, standalone,
 * behind Sentinel or to a cluster. It is asked for anew each time, so that none is needed
 * at the start.
 *
 * @param <K> {@code byte[]}. A variable, as the library makes its arrays of keys without
 * knowing of what
 */
class SharedConnection<K> implements RedisApi<K> {

	private final RedisConnectionFactory connections;

	SharedConnection(RedisConnectionFactory connections) {
		this.connections = connections;
	}

	@Override
	public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] keys, byte[][] params) {
		return commands().eval(script, type, keys, params);
	}

	@Override
	public RedisFuture<byte[]> get(K key) {
		return commands().get(key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public RedisFuture<?> delete(K key) {
		return commands().del(key);
	}

	@SuppressWarnings("unchecked")
	private RedisClusterAsyncCommands<K, byte[]> commands() {
		// closing gives it back, it stays open
		try (RedisConnection connection = this.connections.getConnection()) {
			return (RedisClusterAsyncCommands<K, byte[]>) connection.getNativeConnection();
		}
	}

}
