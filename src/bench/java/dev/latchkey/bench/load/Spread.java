package dev.latchkey.bench.load;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The middle of some figures, and how far they lie around it.
 *
 * @param low the lower end
 * @param median the middle
 * @param high the upper end
 */
public record Spread(double low, double median, double high) {

	/**
	 * Return the ends between which the middle half lies.
	 */
	public static Spread quartiles(DoubleStream figures) {
		double[] sorted = figures.sorted().toArray();
		return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
	}

	/**
	 * Return the ends between which all of them lie.
	 */
	public static Spread extremes(DoubleStream figures) {
		double[] sorted = figures.sorted().toArray();
		return new Spread(at(sorted, 0), at(sorted, 0.5), at(sorted, 1));
	}

	public static double median(DoubleStream figures) {
		return quartiles(figures).median();
	}

	private static double at(double[] sorted, double share) {
		if (sorted.length == 0) {
			return Double.NaN;
		}
		double place = share * (sorted.length - 1);
		int below = (int) place;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
	}

	public String ends() {
		return String.format(Locale.ROOT, "%.2f–%.2f", this.low, this.high);
	}

}
