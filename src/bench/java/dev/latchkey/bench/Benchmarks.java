package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import dev.latchkey.bench.peers.PeerComparison;
import dev.latchkey.bench.scale.ScaleComparison;
import dev.latchkey.revocation.ViewMemory;
import org.openjdk.jmh.Main;

/**
 * Runs the benchmarks that are asked for by name.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run benchmarks.
	 * @param args {@code peers}, {@code scale} or a regular expression for the names of
	 * JMH benchmarks; the directory of the documents; the file for JMH's results
	 */
	public static void main(String[] args) throws Exception {
		switch (args[0]) {
			case "peers" -> PeerComparison.run(Path.of(args[1]));
			case "scale" -> ScaleComparison.run(Path.of(args[1]));
			default -> single(args[0], args[2]);
		}
	}

	private static void single(String names, String results) throws Exception {
		if (Pattern.compile(names).matcher(ViewMemory.class.getName()).find()) {
			weighTheView();
		}
		Main.main(new String[] { names, "-prof", "gc", "-rf", "text", "-rff", results });
	}

	/**
	 * Run it in a JVM whose heap nothing else has filled.
	 */
	private static void weighTheView() throws IOException, InterruptedException {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx3g",
				"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), ViewMemory.class.getName());
		int status = new ProcessBuilder(command).inheritIO().start().waitFor();
		if (status != 0) {
			throw new IllegalStateException(ViewMemory.class.getSimpleName() + " ended with " + status);
		}
	}

}
