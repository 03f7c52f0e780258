package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A Redis whose files and settings are the test's own: always a child process, so that it
 * can be part of a group, or be given back another day's data.
 */
public final class RedisNode implements Server {

	private final ProcessServer server;

	/**
	 * Start one, or skip the test where none can be.
	 * @param settings what its configuration says beside port and directory
	 * @param arguments what comes after that on the command line
	 */
	public RedisNode(String settings, String... arguments) {
		this.server = start(new RedisLauncher(settings, arguments));
	}

	private static ProcessServer start(RedisLauncher process) {
		try {
			return new ProcessServer(process);
		}
		catch (UncheckedIOException ex) {
			Skips.unless(false, String.valueOf(ex.getMessage()));
			throw ex;
		}
	}

	/**
	 * Send a command, past the application.
	 * @param command the command, with blanks between its words
	 * @return its answer as text
	 */
	public String call(String command) {
		try {
			return RawRedisCall.send(port(), command);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where it keeps its data.
	 * @return the directory
	 */
	public Path directory() {
		return this.server.directory();
	}

	/**
	 * Let it find its disk full: it cannot write beyond a place in any file.
	 * @param bytes that place
	 */
	public void fillDisk(long bytes) {
		this.server.fillDisk(bytes);
	}

	/**
	 * Let it write again.
	 */
	public void freeDisk() {
		this.server.freeDisk();
	}

	@Override
	public int port() {
		return this.server.port();
	}

	@Override
	public void pause() {
		this.server.pause();
	}

	@Override
	public void resume() {
		this.server.resume();
	}

	@Override
	public void kill() {
		this.server.kill();
	}

	@Override
	public void restart() {
		this.server.restart();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
