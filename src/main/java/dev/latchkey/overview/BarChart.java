package dev.latchkey.overview;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture of numbers: columns of bars, in the units of a picture that is 720 wide and
 * 160 high.
 *
 * @param bars the bars, from the left
 * @param most the largest number, which has the whole height
 */
record BarChart(List<Bar> bars, long most) {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 160;

	private static final int GAP = 6;

	/**
	 * Draw columns.
	 * @param columns the numbers of each column, as many in each as there are kinds
	 */
	static BarChart of(List<List<Long>> columns) {
		long most = Math.max(1, columns.stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(1));
		int each = WIDTH / Math.max(1, columns.size());
		List<Bar> bars = new ArrayList<>();
		for (int column = 0; column < columns.size(); column++) {
			List<Long> numbers = columns.get(column);
			int width = (each - GAP) / numbers.size();
			for (int kind = 0; kind < numbers.size(); kind++) {
				long number = numbers.get(kind);
				// a number above zero is always visible
				int height = (number == 0) ? 0 : Math.max(2, (int) Math.round((double) HEIGHT * number / most));
				bars.add(new Bar((kind == 0) ? "one" : "two", column * each + GAP / 2 + kind * width, HEIGHT - height,
						width, height));
			}
		}
		return new BarChart(List.copyOf(bars), most);
	}

	/**
	 * A bar.
	 *
	 * @param kind the class that gives it its colour
	 * @param x its left edge
	 * @param y its upper edge
	 * @param width its width
	 * @param height its height, 0 for nothing
	 */
	record Bar(String kind, int x, int y, int width, int height) {
	}

}
