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

import dev.latchkey.datastore.ListBatches;
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
 * Sends several commands over the shared connection without waiting for each, and awaits
 * all of them at once, for no longer than one command may take and behind the circuit
 * breaker. A pipeline of Spring Data would open a connection of its own for that.
 */
class RedisPipeline {

	// Redis does nothing else during a run, which takes a fraction of a millisecond
	private static final int TARGETS_OF_A_RUN = 100;

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
	 * @param commands sends them, and returns a stage that completes with the last
	 * @return what the stage completes with
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
	 * Run a script on many targets. Where all keys are on one server, a run takes many
	 * targets; on a cluster it takes one, because the keys of a run have to share a slot.
	 * @param script goes through its keys, and finds the arguments of each target after
	 * the one of all
	 * @param targets the keys and arguments
	 * @param ofAll the argument of all targets
	 */
	void runOnEach(RedisScript<Long> script, List<ScriptTarget> targets, String ofAll) {
		call((commands) -> {
			int atOnce = (commands instanceof RedisAdvancedClusterAsyncCommands) ? 1 : TARGETS_OF_A_RUN;
			List<CompletionStage<?>> runs = new ArrayList<>();
			for (List<ScriptTarget> batch : ListBatches.of(targets, atOnce)) {
				List<String> keys = new ArrayList<>();
				List<String> arguments = new ArrayList<>(List.of(ofAll));
				for (ScriptTarget target : batch) {
					keys.addAll(target.keys());
					arguments.addAll(target.arguments());
				}
				runs.add(run(commands, script, keys, arguments));
			}
			return all(runs);
		});
	}

	/**
	 * Run a script that returns a number.
	 */
	static CompletionStage<Long> run(RedisClusterAsyncCommands<byte[], byte[]> commands, RedisScript<Long> script,
			List<String> keys, List<String> arguments) {
		return run(commands, script, ScriptOutputType.INTEGER, keys, arguments);
	}

	/**
	 * Run a script that returns a list of texts.
	 */
	static CompletionStage<List<byte[]>> runForList(RedisClusterAsyncCommands<byte[], byte[]> commands,
			RedisScript<?> script, List<String> keys) {
		return run(commands, script, ScriptOutputType.MULTI, keys, List.of());
	}

	/**
	 * Run a script by its digest, or in full if Redis does not know it: Redis forgets
	 * scripts when it is flushed or restarted.
	 */
	private static <T> CompletionStage<T> run(RedisClusterAsyncCommands<byte[], byte[]> commands, RedisScript<?> script,
			ScriptOutputType type, List<String> keys, List<String> arguments) {
		byte[][] names = bytes(keys);
		byte[][] values = bytes(arguments);
		return commands.<T>evalsha(script.getSha1(), type, names, values)
			.exceptionallyCompose((ex) -> (ex instanceof RedisNoScriptException)
					? commands.eval(script.getScriptAsString(), type, names, values)
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

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
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

	/**
	 * What a script is run on.
	 *
	 * @param keys its keys, in one slot
	 * @param arguments its arguments, as many as any other target has
	 */
	record ScriptTarget(List<String> keys, List<String> arguments) {

	}

}
