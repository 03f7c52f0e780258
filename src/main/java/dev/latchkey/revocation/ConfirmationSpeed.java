package dev.latchkey.revocation;

import java.time.Duration;
import java.util.List;

/**
 * How fast nodes confirmed what ended.
 *
 * @param counts how many endings were confirmed within each of {@link #LIMITS}, and not
 * within the one before; the last number is of those that the ending did not wait for
 */
public record ConfirmationSpeed(List<Long> counts) {

	/** Within how many milliseconds, from the announcement on. */
	public static final List<Integer> LIMITS = List.of(10, 50, 100, 250, 1000);

	static final int CLASSES = LIMITS.size() + 1;

	public ConfirmationSpeed {
		counts = List.copyOf(counts);
	}

	/**
	 * Return how many endings there were.
	 * @return all of them, confirmed or not
	 */
	public long total() {
		return this.counts.stream().mapToLong(Long::longValue).sum();
	}

	static int classOf(Duration waited, boolean confirmed) {
		for (int i = 0; confirmed && i < LIMITS.size() - 1; i++) {
			if (waited.toMillis() < LIMITS.get(i)) {
				return i;
			}
		}
		return confirmed ? LIMITS.size() - 1 : LIMITS.size();
	}

}
