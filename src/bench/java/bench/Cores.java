package bench;

import java.io.IOException;
import java.util.List;

/**
 * Keeps the servers under test on the first cores and everything else on the others, so
 * that they do not take time from each other. Only where {@code taskset} is there.
 */
final class Cores {

	/** How many cores a server under test may use. */
	static final int OF_SERVER = Integer.getInteger("latchkey.bench.cores", 1);

	private static final int ALL = Runtime.getRuntime().availableProcessors();

	private static final boolean PINNED = ALL > OF_SERVER
			&& run("taskset", "-a", "-c", "-p", OF_SERVER + "-" + (ALL - 1), pid());

	private Cores() {
	}

	/**
	 * Return what a server's command line begins with. The first call moves this process
	 * away.
	 */
	static List<String> prefix() {
		return PINNED ? List.of("taskset", "-c", "0-" + (OF_SERVER - 1)) : List.of();
	}

	static String told() {
		return "%d cores; servers under test %s %d, the load, Redis and PostgreSQL %s".formatted(ALL,
				PINNED ? "on" : "may use", OF_SERVER, PINNED ? "on the others" : "anything");
	}

	private static String pid() {
		return String.valueOf(ProcessHandle.current().pid());
	}

	private static boolean run(String... command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
