package bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Two kinds of load in the order A, B, B, A, so that whatever drifts meanwhile (a
 * compiler, the machine's neighbours) weighs on both alike.
 *
 * @param first the two samples of A
 * @param second the two samples of B
 */
record Turn(List<Sample> first, List<Sample> second) {

	/**
	 * Load in turn.
	 * @param first the load of A
	 * @param second the load of B
	 */
	static Turn of(Stretch first, Stretch second) throws Exception {
		Sample begin = first.run();
		List<Sample> middle = List.of(second.run(), second.run());
		return new Turn(List.of(begin, first.run()), middle);
	}

	double firstCost() {
		return mean(this.first, Sample::cpu);
	}

	double secondCost() {
		return mean(this.second, Sample::cpu);
	}

	double ratio() {
		return secondCost() / firstCost();
	}

	private static double mean(List<Sample> samples, ToDoubleFunction<Sample> what) {
		return samples.stream().mapToDouble(what).average().orElseThrow();
	}

	static Stream<Sample> samplesOfSecond(List<Turn> turns) {
		return turns.stream().flatMap((turn) -> turn.second().stream());
	}

}
