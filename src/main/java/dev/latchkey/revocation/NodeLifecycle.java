package dev.latchkey.revocation;

import org.springframework.context.SmartLifecycle;

/**
 * Ends the time in which other nodes have to wait for this one, just after its web server
 * has stopped. It begins when the database is there, as the last step of the start.
 */
class NodeLifecycle implements SmartLifecycle {

	private final LogPull pull;

	private volatile boolean running;

	NodeLifecycle(LogPull pull) {
		this.pull = pull;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.pull.giveUp();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase below the web server's: earlier to start, later to stop.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

}
