package dev.latchkey.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What raw figures depend on.
 */
public final class MachineDescription {

	private MachineDescription() {
	}

	public static String told() {
		long memory = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
			.getTotalMemorySize();
		return String.format(Locale.ROOT, "%s, %.0f GB of memory, %s. %s %s, %s %s", processor(), memory / 1e9,
				PinnedCores.told(), System.getProperty("os.name"),
				// what a distribution appends says little
				System.getProperty("os.version").replaceAll("[^0-9.].*", ""), System.getProperty("java.vm.name"),
				Runtime.version());
	}

	private static String processor() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.split(":", 2)[1].strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			// not a Linux
			return System.getProperty("os.arch");
		}
	}

}
