package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one peer. A figure is the median of its rounds.
 */
final class Figures {

	final List<Sample> open = new ArrayList<>();

	final List<Sample> signedIn = new ArrayList<>();

	/** Sums over all rounds. */
	long redisCommands;

	long transactions;

	/** Bytes for each session. */
	double redisBytes;

	double credentialLength;

	final List<Sample> logins = new ArrayList<>();

	double startUp;

	static double median(List<Sample> samples, ToDoubleFunction<Sample> what) {
		return samples.stream().mapToDouble(what).sorted().toArray()[samples.size() / 2];
	}

	double ratio() {
		return median(this.signedIn, Sample::cpu) / median(this.open, Sample::cpu);
	}

	double loginsPerSecond() {
		return median(this.logins, Sample::perSecond);
	}

	long requests() {
		return this.signedIn.stream().mapToLong(Sample::requests).sum();
	}

}
