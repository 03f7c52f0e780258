package dev.latchkey.revocation;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Says how much memory an ending takes in the view: fills one, and compares the heap
 * before and after.
 */
public final class ViewMemory {

	private static final int ENTRIES = 1_000_000;

	private ViewMemory() {
	}

	/**
	 * Measure and print.
	 */
	public static void main(String[] args) {
		print("sessions ended by their handle", Rows::ofSession);
		print("accounts ended", Rows::ofAccount);
	}

	private static void print(String what, IntFunction<Revocation> row) {
		RevocationView view = new RevocationView(Duration.ofDays(1), System::nanoTime);
		long before = used();
		for (int i = 0; i < ENTRIES; i++) {
			view.apply(row.apply(i));
		}
		long bytes = used() - before;
		System.out.printf("%,d %s: %.1f bytes each, %.0f MB%n", view.size(), what, (double) bytes / ENTRIES,
				bytes / 1e6);
	}

	private static long used() {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return used;
	}

}
