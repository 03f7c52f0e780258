package dev.latchkey.embedded.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.latchkey.embedded.DataDirectory;
import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * How to start the child process. Stays the same over all its restarts.
 *
 * @param binary the executable
 * @param directory where it keeps its data
 * @param password its password
 */
record RedisServer(Path binary, Path directory, String password) {

	// before its first answer it reads the append-only file
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	RedisCall call(int port) {
		return new RedisCall(port, this.password);
	}

	/**
	 * Start it and wait until it answers.
	 * @param port the port to use
	 * @return the running process
	 * @throws StartupException if it ends, or does not answer within a minute
	 */
	RedisProcess start(int port) {
		try {
			DataDirectory.create(this.directory);
			RedisProcess process = RedisProcess.start(this.binary,
					new RedisConfig(this.directory, port, this.password));
			if (!answers(process, call(port))) {
				process.stop();
				throw refused(process.recentOutput(), null);
			}
			return process;
		}
		catch (IOException ex) {
			throw refused(String.valueOf(ex.getMessage()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw refused("interrupted", ex);
		}
	}

	private static boolean answers(RedisProcess process, RedisCall call) throws InterruptedException {
		long start = System.nanoTime();
		while (process.isAlive() && System.nanoTime() - start < PATIENCE.toNanos()) {
			if (call.answers()) {
				return true;
			}
			TimeUnit.MILLISECONDS.sleep(20);
		}
		return false;
	}

	private StartupException refused(String reason, @Nullable Exception cause) {
		return new StartupException(
				"The embedded Redis (%s) did not start. It said: %s".formatted(this.binary,
						reason.isEmpty() ? "nothing" : reason),
				"If it cannot read its data, remove %s, which signs all users out in session mode. Or configure an external Redis with spring.data.redis.host or spring.data.redis.url."
					.formatted(this.directory),
				cause);
	}

	/**
	 * Keep the password out of logs.
	 */
	@Override
	public String toString() {
		return "RedisServer[" + this.binary + "]";
	}

}
