package dev.latchkey.harness;

import java.io.IOException;
import java.util.List;

/**
 * Lets a process find its disk full: the system refuses what it writes beyond a place in
 * any file, as a disk does that has no block left, and lets it write again.
 */
final class FullDisk {

	private static final String NO_PRLIMIT = "no prlimit runs here";

	private FullDisk() {
	}

	/**
	 * Fill the disk, or skip the test where the system has no {@code prlimit}.
	 * @param process the process
	 * @param bytes up to where it may write in a file
	 */
	static void begin(ProcessHandle process, long bytes) {
		Skips.unless(limit(process, String.valueOf(bytes)), NO_PRLIMIT);
	}

	/**
	 * Return what starts a process that finds its disk full, or skip the test where the
	 * system has no {@code prlimit}.
	 * @param bytes up to where it may write in a file
	 * @return the beginning of the command
	 */
	static List<String> command(long bytes) {
		Skips.unless(limit(ProcessHandle.current(), "unlimited"), NO_PRLIMIT);
		return List.of("prlimit", "--fsize=" + bytes + ":");
	}

	/**
	 * Let it write again.
	 * @param process the process
	 */
	static void end(ProcessHandle process) {
		limit(process, "unlimited");
	}

	/**
	 * Set the soft limit, which can be lifted again.
	 */
	private static boolean limit(ProcessHandle process, String bytes) {
		try {
			return new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":")
				.inheritIO()
				.start()
				.waitFor() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
