package dev.latchkey.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.QuickJvm;

import static org.awaitility.Awaitility.await;

/**
 * A {@link EmbeddedApplication} in a process of its own, to be ended without mercy.
 *
 * @param process the process
 * @param output where its output goes
 */
record ChildJvm(Process process, Path output) implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	static ChildJvm start(Path output, Map<String, ?> settings) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(QuickJvm.OPTIONS);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), EmbeddedApplication.class.getName()));
		command.addAll(List.of(EmbeddedApplication.arguments(settings)));
		return new ChildJvm(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
	}

	String said() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ChildJvm awaitReady() {
		await().atMost(PATIENCE).until(() -> !this.process.isAlive() || said().contains("READY"));
		if (!this.process.isAlive()) {
			throw new AssertionError("The child ended: " + said());
		}
		return this;
	}

	int awaitEnd() {
		await().atMost(PATIENCE).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	List<ProcessHandle> redisServers() {
		return RedisProcesses.below(this.process.toHandle());
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		awaitEnd();
	}

}
