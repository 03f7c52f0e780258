package dev.latchkey.cluster;

import java.lang.management.ManagementFactory;
import java.util.Collection;

/**
 * Prints how long something took. Nothing is asserted of it: the machine is not ours
 * alone.
 */
final class Latencies {

	private Latencies() {
	}

	static void print(String what, Collection<Long> nanos) {
		long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
		System.out.printf("%s: p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d, at a load of %.1f on %d cores%n", what,
				at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1), sorted.length,
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
				Runtime.getRuntime().availableProcessors());
	}

	private static double at(long[] sorted, double share) {
		int index = (int) Math.ceil(share * sorted.length) - 1;
		return sorted[Math.max(index, 0)] / 1e6;
	}

}
