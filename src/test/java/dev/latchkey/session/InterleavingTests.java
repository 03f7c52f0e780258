package dev.latchkey.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.harness.Repetitions;
import dev.latchkey.revocation.LogNodes;
import org.junit.jupiter.api.Test;

/**
 * Random interleavings of all that opens, refreshes and ends sessions, against the real
 * classes. {@code -Dlatchkey.interleavings.seed=7} runs the one that failed again.
 */
class InterleavingTests {

	private static final int COUNT = Repetitions.of(100_000, 4_000);

	private static final int THREADS = 2;

	private static final int RESET_EVERY = 100;

	@Test
	void nothingThatBeganBeforeAnEndingSurvivesItAndNothingElseIsRefused() throws Exception {
		Long only = Long.getLong("latchkey.interleavings.seed");
		if (only != null) {
			run(only, only + 1, 1);
			return;
		}
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> parts = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				long first = i;
				parts.add(threads.submit(() -> run(first, COUNT, THREADS)));
			}
			for (Future<?> part : parts) {
				part.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void run(long first, long end, int step) {
		Interleaving.World world = new Interleaving.World(LogNodes.alone());
		int done = 0;
		for (long seed = first; seed < end; seed += step) {
			try {
				new Interleaving(world, seed).run();
			}
			catch (AssertionError ex) {
				throw new AssertionError("seed " + seed + " " + ex.getMessage(), ex.getCause());
			}
			if (++done % RESET_EVERY == 0) {
				world.reset();
			}
		}
	}

}
