package dev.latchkey.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Latchkey;

/**
 * What the tests of the refresh do over and over.
 */
final class Refreshes {

	/** A little more than the time in which a token may be used twice. */
	static final Duration PAST_GRACE = Duration.ofSeconds(11);

	private Refreshes() {
	}

	static Answer refresh(Latchkey node, String refreshToken) {
		return node.client().post("/api/refresh", Map.of("refresh_token", refreshToken));
	}

	/**
	 * Let time pass for the refreshes of a session: they go by the database's clock, so
	 * the past is moved.
	 */
	static void later(Latchkey node, String handle, Duration time) {
		node.sql()
			.sql("update user_session set rotated_at = rotated_at - interval '" + time.toSeconds()
					+ "' second, confirmed_at = confirmed_at - interval '" + time.toSeconds()
					+ "' second where handle = ?")
			.param(handle)
			.update();
	}

	static long number(Latchkey node, String column, String handle) {
		return node.sql()
			.sql("select " + column + " from user_session where handle = ?")
			.param(handle)
			.query(Long.class)
			.single();
	}

	/**
	 * Do things at the same moment.
	 * @return what came of them, in the order of the things
	 */
	static <T> List<T> atOnce(ExecutorService threads, List<? extends Callable<T>> things) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(things.size());
		List<Future<T>> running = new ArrayList<>();
		for (Callable<T> thing : things) {
			running.add(threads.submit(() -> {
				barrier.await();
				return thing.call();
			}));
		}
		List<T> results = new ArrayList<>();
		for (Future<T> result : running) {
			try {
				results.add(result.get(120, TimeUnit.SECONDS));
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof AssertionError failed) {
					throw failed;
				}
				throw ex;
			}
		}
		return results;
	}

}
