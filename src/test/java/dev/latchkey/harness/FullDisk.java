package dev.latchkey.harness;

import java.io.IOException;

/**
 * Lets a process find its disk full: the system refuses what it writes beyond a place in
 * any file, as a disk does that has no block left, and lets it write again.
 */
final class FullDisk {

	private FullDisk() {
	}

	/**
	 * Fill the disk, or skip the test where the system has no {@code prlimit}.
	 * @param process the process
	 * @param bytes up to where it may write in a file
	 */
	static void begin(ProcessHandle process, long bytes) {
		Skips.unless(limit(process, String.valueOf(bytes)), "no prlimit runs here");
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
