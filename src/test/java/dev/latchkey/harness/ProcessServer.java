package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server as a child process, with its own temporary directory. It dies with the JVM.
 */
final class ProcessServer implements Server {

	private final int port = Ports.free();

	private final Path directory = Directories.temporary();

	private final Launch launch;

	private final Thread atExit = new Thread(this::killAndForget);

	private ProcessHandle process;

	ProcessServer(Launch launch) {
		this.launch = launch;
		this.process = start();
		Runtime.getRuntime().addShutdownHook(this.atExit);
	}

	private ProcessHandle start() {
		try {
			return this.launch.start(this.port, this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public int port() {
		return this.port;
	}

	Path directory() {
		return this.directory;
	}

	void fillDisk(long bytes) {
		FullDisk.begin(this.process, bytes);
	}

	void freeDisk() {
		FullDisk.end(this.process);
	}

	@Override
	public void pause() {
		signal("-STOP");
	}

	@Override
	public void resume() {
		signal("-CONT");
	}

	@Override
	public void kill() {
		List<ProcessHandle> family = family();
		family.forEach(ProcessHandle::destroyForcibly);
		// a PostgreSQL does not start while a child of its predecessor lives
		family.forEach((member) -> member.onExit().join());
	}

	/**
	 * Let it end by itself, and wait until it has.
	 * @param signal what asks it to
	 */
	void stop(String signal) {
		List<ProcessHandle> family = family();
		signal(signal, this.process);
		family.forEach((member) -> member.onExit().join());
	}

	@Override
	public void restart() {
		this.process = start();
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.atExit);
		killAndForget();
	}

	private void killAndForget() {
		kill();
		Directories.delete(this.directory);
	}

	private List<ProcessHandle> family() {
		return Stream.concat(Stream.of(this.process), this.process.descendants()).toList();
	}

	private void signal(String signal) {
		// the parent first: once it has stopped it has no new children
		signal(signal, this.process);
		this.process.descendants().forEach((child) -> signal(signal, child));
	}

	static void signal(String signal, ProcessHandle process) {
		try {
			int exit = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			if (exit != 0 && process.isAlive()) {
				throw new IllegalStateException("kill " + signal + " failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How to start one kind of server.
	 */
	interface Launch {

		/**
		 * Start the server and return when it answers.
		 * @param port where it has to listen
		 * @param directory where it keeps its data
		 * @return its process
		 * @throws IOException if it cannot be started
		 */
		ProcessHandle start(int port, Path directory) throws IOException;

	}

}
