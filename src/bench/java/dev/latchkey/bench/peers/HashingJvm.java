package dev.latchkey.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.bench.app.BareHash;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.PinnedCores;

/**
 * A JVM that does nothing but check passwords, on a server's core.
 */
final class HashingJvm implements AutoCloseable {

	private static final String ARGON2 = "org.bouncycastle.crypto.generators.Argon2BytesGenerator";

	private final Process process;

	private final BufferedReader answers;

	private HashingJvm(String... directives) throws IOException {
		List<String> command = new ArrayList<>(PinnedCores.prefix());
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms" + MeasuredApplication.HEAP,
				"-Xmx" + MeasuredApplication.HEAP, "-XX:ActiveProcessorCount=" + PinnedCores.OF_SERVER, "-XX:+UseSerialGC",
				"-XX:CompileCommand=quiet"));
		for (String directive : directives) {
			command.add("-XX:CompileCommand=" + directive);
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareHash.class.getName()));
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.answers = this.process.inputReader();
	}

	/**
	 * Start one that compiles the hash as Latchkey has it compiled.
	 */
	static HashingJvm told() throws IOException {
		return new HashingJvm("dontinline," + ARGON2 + "$FillBlock::fillBlock*", "inline," + ARGON2 + "*::*");
	}

	/**
	 * Start one that is left to its luck.
	 */
	static HashingJvm untold() throws IOException {
		return new HashingJvm();
	}

	double perSecond(Duration length) throws IOException {
		this.process.getOutputStream().write((length.toSeconds() + "\n").getBytes(StandardCharsets.US_ASCII));
		this.process.getOutputStream().flush();
		return Double.parseDouble(this.answers.readLine());
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
