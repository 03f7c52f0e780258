package dev.latchkey.embedded.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A running child, and the pipe that its life hangs on: when this process closes the
 * pipe, or dies in whatever way, the child ends.
 */
final class RedisProcess {

	private static final Log logger = LogFactory.getLog(RedisProcess.class);

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
		ProcessBuilder builder = new ProcessBuilder(RedisCommand.of(binary)).redirectErrorStream(true);
		// Redis refuses to start under a locale that the machine does not have
		builder.environment().put("LC_ALL", "C");
		RedisProcess started = new RedisProcess(builder.start());
		started.reader.start();
		started.configure(config);
		return started;
	}

	/**
	 * Hand over the configuration, which has the password in it: arguments can be seen by
	 * every user of the machine.
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
				logger.debug(line);
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
	 * Return what it said last, for a message.
	 * @return the last lines of its output
	 */
	synchronized String lastWords() {
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
	 * End the child, politely if it listens. Returns when it is gone.
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
