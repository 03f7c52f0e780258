package dev.latchkey.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * Load until what a request costs no longer changes, up or down. There is a least number
 * of requests, since a compiler counts these and not seconds: after the same time
 * something slow would be measured colder than something fast.
 */
public final class WarmUp {

	/** How many requests of each kind there are at least. */
	public static final int REQUESTS = Integer.getInteger("latchkey.bench.warm-up", 60_000);

	/** When it ends all the same. */
	public static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("latchkey.bench.patience", 60));

	private static final double SAME = 0.03;

	private final List<Kind> kinds;

	private final long begin = System.nanoTime();

	private WarmUp(int requests, List<LoadStretch> stretches) {
		this.kinds = stretches.stream().map((stretch) -> new Kind(stretch, requests)).toList();
	}

	/**
	 * Warm an application up.
	 * @param requests how many there are of each kind at least
	 * @param stretches the kinds of load
	 */
	public static WarmUp of(int requests, LoadStretch... stretches) throws Exception {
		WarmUp warmUp = new WarmUp(requests, List.of(stretches));
		while (!warmUp.settled() && System.nanoTime() - warmUp.begin < LONGEST.toNanos()) {
			for (Kind kind : warmUp.kinds) {
				kind.goOn();
			}
		}
		System.out.printf("  warm after %s requests: %s%n", warmUp.requests(), warmUp.settled() ? "settled" : "not settled");
		return warmUp;
	}

	public boolean settled() {
		return this.kinds.stream().allMatch(Kind::done);
	}

	/**
	 * Return how many requests there were of each kind.
	 */
	public List<Long> requests() {
		return this.kinds.stream().map((kind) -> kind.requests).toList();
	}

	/**
	 * One kind of load, and what has become of it.
	 */
	private static final class Kind {

		private final LoadStretch stretch;

		private final int least;

		private long requests;

		private double last = Double.NaN;

		private int same;

		Kind(LoadStretch stretch, int least) {
			this.stretch = stretch;
			this.least = least;
		}

		boolean done() {
			return this.requests >= this.least && this.same >= 2;
		}

		void goOn() throws Exception {
			if (done()) {
				return;
			}
			LoadSample sample = this.stretch.run();
			this.requests += sample.requests();
			this.same = (Math.abs(sample.cpu() / this.last - 1) < SAME) ? this.same + 1 : 0;
			this.last = sample.cpu();
		}

	}

}
