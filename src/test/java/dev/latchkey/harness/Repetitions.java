package dev.latchkey.harness;

/**
 * How often a test repeats what it tests. A run of all tests has to end in minutes, so by
 * default it is a tenth of what each test asks for; the Maven profile {@code full} sets
 * {@code latchkey.tests.full}, and all of it is run, with the tests that have the tag
 * {@code full}.
 */
public final class Repetitions {

	private static final boolean FULL = Boolean.getBoolean("latchkey.tests.full");

	private static final int SHARE = 10;

	private Repetitions() {
	}

	/**
	 * Return how often to repeat something.
	 * @param full how often in the profile {@code full}
	 * @return that number, or a tenth of it, and once at the least
	 */
	public static int of(int full) {
		return FULL ? full : Math.max(1, full / SHARE);
	}

	/**
	 * Return how often to repeat something of which a tenth tells too little.
	 * @param full how often in the profile {@code full}
	 * @param enough how often by default
	 * @return one of the two
	 */
	public static int of(int full, int enough) {
		return FULL ? full : enough;
	}

	/**
	 * Return whether everything is repeated in full.
	 * @return whether the profile {@code full} is active
	 */
	public static boolean full() {
		return FULL;
	}

}
