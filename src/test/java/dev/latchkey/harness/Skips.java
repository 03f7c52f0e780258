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
		if ("fail".equals(System.getProperty("latchkey.tests.skips"))) {
			System.out.println("Skipped: " + why);
			throw new AssertionError("No test may be skipped here: " + why);
		}
		unlessReachable(possible, why);
	}

	/**
	 * Skip the test that runs, unless a server that others keep can be reached: no
	 * machine can promise that, so nothing makes it fail.
	 * @param reachable whether it can be reached
	 * @param why what is missing where it cannot
	 */
	public static void unlessReachable(boolean reachable, String why) {
		if (!reachable) {
			System.out.println("Skipped: " + why);
			Assumptions.abort(why);
		}
	}

}
