package dev.latchkey.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How long calls take of which no client may tell one from the other by that. They take
 * turns, in an order that changes, so that a busy machine slows all of them down alike;
 * and as it can still get in between, more is measured where that was not enough.
 *
 * @param <K> what a call is known by
 */
public final class TurnTimes<K> {

	private final Map<K, Runnable> calls;

	private final int rounds;

	private final Map<K, List<Long>> times = new LinkedHashMap<>();

	/**
	 * Get ready, and make each call once that is not counted.
	 * @param calls the calls
	 * @param rounds how many turns each has in a series
	 */
	public TurnTimes(Map<K, Runnable> calls, int rounds) {
		this.calls = new LinkedHashMap<>(calls);
		this.rounds = rounds;
		this.calls.values().forEach(Runnable::run);
	}

	/**
	 * Measure series until their medians are that close, all series taken together.
	 * @param tolerance how far apart they may be, as a share of the shortest
	 * @param most how many series at most
	 * @return how far apart they were after each series
	 */
	public List<Double> measureUntilWithin(double tolerance, int most) {
		List<Double> spreads = new ArrayList<>();
		while (spreads.size() < most && (spreads.isEmpty() || spreads.get(spreads.size() - 1) > tolerance)) {
			measure(Map.of());
			spreads.add(spread());
		}
		return spreads;
	}

	/**
	 * Measure one more series.
	 * @param more by which share to make some of the calls longer
	 */
	public void measure(Map<K, Double> more) {
		List<K> order = new ArrayList<>(this.calls.keySet());
		for (int i = 0; i < this.rounds; i++) {
			Collections.shuffle(order);
			for (K call : order) {
				this.times.computeIfAbsent(call, (any) -> new ArrayList<>())
					.add(time(this.calls.get(call), more.getOrDefault(call, 0.0)));
			}
		}
	}

	private static long time(Runnable call, double more) {
		long start = System.nanoTime();
		call.run();
		if (more > 0) {
			LockSupport.parkNanos((long) ((System.nanoTime() - start) * more));
		}
		return System.nanoTime() - start;
	}

	/**
	 * Return the medians.
	 * @return that of each call, in nanoseconds
	 */
	public Map<K, Long> medians() {
		Map<K, Long> medians = new LinkedHashMap<>();
		this.times.forEach((call, all) -> medians.put(call, all.stream().sorted().toList().get(all.size() / 2)));
		return medians;
	}

	/**
	 * Return how far apart the medians are.
	 * @return the difference of the longest and the shortest, as a share of the shortest
	 */
	public double spread() {
		Collection<Long> medians = medians().values();
		return (double) Collections.max(medians) / Collections.min(medians) - 1;
	}

}
