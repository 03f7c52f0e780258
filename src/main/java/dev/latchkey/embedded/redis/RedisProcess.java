package dev.latchkey.embedded.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running child process, and a pipe to it: the child ends when this process closes the
 * pipe or dies, even by {@code kill -9}.
 */
final class RedisProcess {

	private static final Logger logger = LoggerFactory.getLogger(RedisProcess.class);

	private static final int KEPT_LINES = 8;

	private final Process process;

	private final OutputStream pipe;

	private final Deque<String> output = new ArrayDeque<>();

	private final Thread reader = new Thread(this::read, "embedded-redis-output");

	private RedisProcess(Process process) {
		this.process = process;
		this.pipe = process.getOutputStream();
		this.reader.setDaemon(true);
	}

	static RedisProcess start(Path binary, RedisConfig config) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(RedisCommand.commandFor(binary)).redirectErrorStream(true);
		// Redis refuses to start under a locale that the machine does not have
		builder.environment().put("LC_ALL", "C");
		RedisProcess started = new RedisProcess(builder.start());
		started.reader.start();
		started.configure(config);
		return started;
	}

	/**
	 * Write the configuration to the child's input and not to its arguments: it contains
	 * the password, and every user of the machine can see arguments.
	 */
	private void configure(RedisConfig config) throws IOException {
		this.pipe.write((config.text() + RedisCommand.END).getBytes(StandardCharsets.UTF_8));
		this.pipe.flush();
		if (RedisBinaries.windows()) {
			this.pipe.close();
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				logger.debug("{}", line);
				keep(line);
			}
		}
		catch (IOException ex) {
			logger.debug("The output of the embedded Redis ended", ex);
		}
	}

	private synchronized void keep(String line) {
		this.output.add(line);
		if (this.output.size() > KEPT_LINES) {
			this.output.remove();
		}
	}

	/**
	 * Return the recent output, for a message.
	 * @return the last lines of its output
	 */
	synchronized String recentOutput() {
		return String.join(System.lineSeparator(), this.output);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	int awaitEnd() throws InterruptedException {
		int status = this.process.waitFor();
		this.reader.join(TimeUnit.SECONDS.toMillis(1));
		closePipe();
		return status;
	}

	/**
	 * End the child, by force if it does not end within 10 seconds. Returns when it is
	 * gone.
	 */
	void stop() {
		closePipe();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				destroy();
			}
		}
		catch (InterruptedException ex) {
			destroy();
			Thread.currentThread().interrupt();
		}
	}

	private void destroy() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	private void closePipe() {
		try {
			this.pipe.close();
		}
		catch (IOException ex) {
			logger.debug("The pipe to the embedded Redis was closed already", ex);
		}
	}

}
