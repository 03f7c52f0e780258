package dev.latchkey.harness;

import org.junit.jupiter.api.Assumptions;

/**
 * Makes a skipped test say why, in one line of the output, and fail instead where
 * {@code latchkey.tests.skips} is {@code fail}.
 */
public final class Skips {

	private Skips() {
	}

	/**
	 * Skip the test that runs, unless it can run here.
	 * @param possible whether it can
	 * @param why what is missing where it cannot
	 */
	public static void unless(boolean possible, String why) {
		if (possible) {
			return;
		}
		System.out.println("Skipped: " + why);
		if ("fail".equals(System.getProperty("latchkey.tests.skips"))) {
			throw new AssertionError("No test may be skipped here: " + why);
		}
		Assumptions.abort(why);
	}

}
