package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The connection that everything else here uses too, behind the breaker. Several commands
 * go out without waiting for each other, and are awaited once, for no longer than one
 * command may take; a pipeline of Spring Data would open a connection for that.
 */
class RedisPipeline {

	// Redis does nothing else meanwhile, which is a fraction of a millisecond
	private static final int KEYS_OF_A_SCRIPT = 100;

	private static final LettuceExceptionConverter FAILURES = new LettuceExceptionConverter();

	private final RedisConnectionFactory connections;

	private final CircuitBreaker breaker;

	private final Duration timeout;

	RedisPipeline(RedisConnectionFactory connections, CircuitBreaker breaker, Duration timeout) {
		this.connections = connections;
		this.breaker = breaker;
		this.timeout = timeout;
	}

	/**
	 * Send commands and wait until all are answered.
	 * @param commands sends them, and returns what is complete when all are
	 * @return what they came to
	 * @throws DataAccessException if Redis cannot be reached, does not answer in time or
	 * refuses one of them
	 */
	<T> T call(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> commands) {
		return this.breaker.executeSupplier(() -> {
			try {
				return commands.apply(commands())
					.toCompletableFuture()
					.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw failure(ex);
			}
			catch (ExecutionException | TimeoutException | RuntimeException ex) {
				throw failure(ex);
			}
		});
	}

	/**
	 * Run a script on many keys. Where all keys are on one server a run takes as many as
	 * it may, on a cluster one: those of a run would have to share a slot.
	 * @param script goes through its keys, and finds the argument of each after those of
	 * all
	 * @param keys the keys
	 * @param ofAll the argument of all keys
	 * @param ofEach an argument for each key
	 */
	void onEach(RedisScript<Long> script, List<String> keys, String ofAll, List<String> ofEach) {
		call((commands) -> {
			int atOnce = (commands instanceof RedisAdvancedClusterAsyncCommands) ? 1 : KEYS_OF_A_SCRIPT;
			List<CompletionStage<?>> runs = new ArrayList<>();
			for (int from = 0; from < keys.size(); from += atOnce) {
				int to = Math.min(keys.size(), from + atOnce);
				List<String> arguments = new ArrayList<>(List.of(ofAll));
				arguments.addAll(ofEach.subList(from, to));
				runs.add(run(commands, script, keys.subList(from, to), arguments));
			}
			return all(runs);
		});
	}

	/**
	 * Run a script by its digest; in full, where Redis was flushed or started anew since
	 * it had it.
	 */
	static CompletionStage<Long> run(RedisClusterAsyncCommands<byte[], byte[]> commands, RedisScript<Long> script,
			List<String> keys, List<String> arguments) {
		byte[][] names = bytes(keys);
		byte[][] values = bytes(arguments);
		return commands.<Long>evalsha(script.getSha1(), ScriptOutputType.INTEGER, names, values)
			.exceptionallyCompose((ex) -> (ex instanceof RedisNoScriptException)
					? commands.eval(script.getScriptAsString(), ScriptOutputType.INTEGER, names, values)
					: CompletableFuture.failedFuture(ex));
	}

	static CompletionStage<Void> all(List<? extends CompletionStage<?>> stages) {
		return CompletableFuture
			.allOf(stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
	}

	static byte[][] bytes(List<String> texts) {
		return texts.stream().map(RedisPipeline::bytes).toArray(byte[][]::new);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@SuppressWarnings("unchecked")
	private RedisClusterAsyncCommands<byte[], byte[]> commands() {
		// closing gives it back, it stays open
		try (RedisConnection connection = this.connections.getConnection()) {
			return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
		}
	}

	private static DataAccessException failure(Exception ex) {
		DataAccessException known = FAILURES.convert(ex);
		return (known != null) ? known : new RedisSystemException("Redis could not be asked", ex);
	}

}
