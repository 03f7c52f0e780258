package dev.latchkey.embedded;

/**
 * Signals to processes that a test started.
 */
final class Signals {

	private Signals() {
	}

	static void send(String signal, ProcessHandle process) throws Exception {
		Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
		if (kill.waitFor() != 0) {
			throw new AssertionError("No process " + process.pid());
		}
	}

}
