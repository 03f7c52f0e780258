package dev.latchkey.bench.load;

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
public record LoadTurn(List<LoadSample> first, List<LoadSample> second) {

	/**
	 * Load in turn.
	 * @param first the load of A
	 * @param second the load of B
	 */
	public static LoadTurn of(LoadStretch first, LoadStretch second) throws Exception {
		LoadSample begin = first.run();
		List<LoadSample> middle = List.of(second.run(), second.run());
		return new LoadTurn(List.of(begin, first.run()), middle);
	}

	public double firstCost() {
		return mean(this.first, LoadSample::cpu);
	}

	public double secondCost() {
		return mean(this.second, LoadSample::cpu);
	}

	public double ratio() {
		return secondCost() / firstCost();
	}

	private static double mean(List<LoadSample> samples, ToDoubleFunction<LoadSample> what) {
		return samples.stream().mapToDouble(what).average().orElseThrow();
	}

	public static Stream<LoadSample> samplesOfSecond(List<LoadTurn> turns) {
		return turns.stream().flatMap((turn) -> turn.second().stream());
	}

}
