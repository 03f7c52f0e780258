package dev.latchkey.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the servers under test on the first cores and everything else on the others, so
 * that they do not take time from each other. Only where {@code taskset} is there. And
 * keeps idle cores awake, where it may: a server whose answer has to wake the load
 * generator pays for that, most of all on a virtual machine.
 */
public final class PinnedCores {

	/** How many cores a server under test may use. */
	public static final int OF_SERVER = Integer.getInteger("latchkey.bench.cores", 1);

	private static final int ALL = Runtime.getRuntime().availableProcessors();

	private static final boolean PINNED = ALL > OF_SERVER
			&& run("taskset", "-a", "-c", "-p", OF_SERVER + "-" + (ALL - 1), pid());

	// Linux holds to it for as long as this is open (its PM QoS interface)
	private static final @Nullable OutputStream AWAKE = open(Path.of("/dev/cpu_dma_latency"));

	private PinnedCores() {
	}

	/**
	 * Return what a server's command line begins with. The first call moves this process
	 * away.
	 */
	public static List<String> prefix() {
		return PINNED ? List.of("taskset", "-c", "0-" + (OF_SERVER - 1)) : List.of();
	}

	public static String told() {
		return "%d cores, which %s; servers under test %s %d, the load, Redis and PostgreSQL %s".formatted(ALL,
				(AWAKE != null) ? "were asked not to sleep when idle" : "may sleep when idle",
				PINNED ? "on" : "may use", OF_SERVER, PINNED ? "on the others" : "anything");
	}

	private static String pid() {
		return String.valueOf(ProcessHandle.current().pid());
	}

	private static @Nullable OutputStream open(Path latency) {
		try {
			OutputStream stream = Files.newOutputStream(latency, StandardOpenOption.WRITE);
			// none, as a 32-bit number of microseconds
			stream.write(new byte[4]);
			return stream;
		}
		catch (IOException ex) {
			return null;
		}
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
