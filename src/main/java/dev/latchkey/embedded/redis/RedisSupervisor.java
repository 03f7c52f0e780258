package dev.latchkey.embedded.redis;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.latchkey.startup.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the child process when it dies, at the same address, where its clients look
 * for it, and shuts it down when the service stops.
 */
final class RedisSupervisor implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisSupervisor.class);

	private static final long FIRST_DELAY_MILLIS = 200;

	private static final long LONGEST_DELAY_MILLIS = 5000;

	private final RedisServer server;

	private final int port;

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "embedded-redis");

	private volatile RedisProcess process;

	RedisSupervisor(RedisServer server, int port, RedisProcess process) {
		this.server = server;
		this.port = port;
		this.process = process;
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		try {
			long delay = FIRST_DELAY_MILLIS;
			int status = this.process.awaitEnd();
			while (!this.closing.await(delay, TimeUnit.MILLISECONDS)) {
				logger.warn("The embedded Redis ended with status {}; starting it again", status);
				delay = restart() ? FIRST_DELAY_MILLIS : Math.min(2 * delay, LONGEST_DELAY_MILLIS);
				status = this.process.awaitEnd();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean restart() {
		try {
			this.process = this.server.start(this.port);
			logger.info("The embedded Redis is back");
		}
		catch (StartupException ex) {
			logger.error("{}", ex.getMessage());
			return false;
		}
		if (this.closing.getCount() == 0) {
			// closed while it was starting
			this.process.stop();
		}
		return true;
	}

	/**
	 * Take the child's end for what it should be: a terminal sends Ctrl-C to all that it
	 * has started, and systemd its signal to all of a service, so the child may end
	 * before the service has finished with it.
	 */
	void expectEnd() {
		this.closing.countDown();
	}

	@Override
	public void close() {
		expectEnd();
		try {
			// no snapshot; the append-only file is completed
			this.server.call(this.port).send("SHUTDOWN NOSAVE");
		}
		catch (IOException ex) {
			logger.debug("The embedded Redis did not take the order to shut down", ex);
		}
		this.process.stop();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
