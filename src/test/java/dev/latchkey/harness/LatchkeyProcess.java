package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

/**
 * The application in a process of its own, to be paused, or ended without mercy.
 */
public final class LatchkeyProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private final int port;

	private final Path output;

	private final Process process;

	private final Thread atExit = new Thread(this::kill);

	private final Runnable afterwards;

	LatchkeyProcess(int port, List<String> command, Path output, Runnable afterwards) {
		this.port = port;
		this.output = output;
		this.afterwards = afterwards;
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(this.atExit);
		Awaitility.await().atMost(PATIENCE).until(() -> !this.process.isAlive() || said().contains("Started "));
		if (!this.process.isAlive()) {
			throw new IllegalStateException("It ended: " + said());
		}
	}

	/**
	 * Return where it listens.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return a caller that the service does not know yet.
	 * @return a new client with an empty jar
	 */
	public Client client() {
		return new Client(URI.create("http://localhost:" + this.port));
	}

	/**
	 * Return what it said so far.
	 * @return its output
	 */
	public String said() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the processes that it started, and those that they started.
	 * @return all that are alive
	 */
	public List<ProcessHandle> descendants() {
		return this.process.descendants().toList();
	}

	/**
	 * Let it find its disk full: it cannot write beyond a place in any file.
	 * @param bytes that place
	 */
	public void fillDisk(long bytes) {
		FullDisk.begin(this.process.toHandle(), bytes);
	}

	/**
	 * Let it write again.
	 */
	public void freeDisk() {
		FullDisk.end(this.process.toHandle());
	}

	/**
	 * Let it stand still, without its children.
	 */
	public void pause() {
		ProcessServer.signal("-STOP", this.process.toHandle());
	}

	/**
	 * Let it go on after {@link #pause()}.
	 */
	public void resume() {
		ProcessServer.signal("-CONT", this.process.toHandle());
	}

	/**
	 * Kill it as {@code kill -9} does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	/**
	 * Send a signal to it and to all processes below it, as a terminal does.
	 * @param signal such as {@code -INT}
	 */
	public void signalAll(String signal) {
		List<ProcessHandle> below = descendants();
		ProcessServer.signal(signal, this.process.toHandle());
		below.forEach((process) -> ProcessServer.signal(signal, process));
	}

	/**
	 * Ask it to stop, and wait until it has.
	 */
	public void stop() {
		this.process.destroy();
		awaitEnd();
	}

	/**
	 * Wait until it has ended.
	 */
	public void awaitEnd() {
		Awaitility.await().atMost(PATIENCE).until(() -> !this.process.isAlive());
	}

	@Override
	public void close() {
		Printed.keep(said());
		kill();
		Runtime.getRuntime().removeShutdownHook(this.atExit);
		this.afterwards.run();
	}

}
