package dev.latchkey.bench.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.bench.load.Spread;

/**
 * How many bare hashes there are in a second.
 *
 * @param besideLogins in one JVM, in turns with logins
 * @param told in JVMs that are told how to compile them, in turns with the others
 * @param untold in JVMs that are not
 */
record BareHashRates(double besideLogins, Spread told, Spread untold) {

	static final int JVMS = 8;

	private static final Duration LENGTH = Duration.ofSeconds(3);

	/**
	 * Start JVMs in turns: each has its own luck, for as long as it lives.
	 */
	static BareHashRates of(double besideLogins) throws IOException {
		List<Double> told = new ArrayList<>();
		List<Double> untold = new ArrayList<>();
		for (int i = 0; i < JVMS; i++) {
			told.add(warm(HashingJvm.told()));
			untold.add(warm(HashingJvm.untold()));
			System.out.printf("%.1f hashes/s where the JVM is told how to compile them, %.1f where not%n", told.get(i),
					untold.get(i));
		}
		return new BareHashRates(besideLogins, Spread.extremes(told.stream().mapToDouble(Double::doubleValue)),
				Spread.extremes(untold.stream().mapToDouble(Double::doubleValue)));
	}

	private static double warm(HashingJvm hashing) throws IOException {
		try (hashing) {
			hashing.perSecond(LENGTH);
			return hashing.perSecond(LENGTH);
		}
	}

}
