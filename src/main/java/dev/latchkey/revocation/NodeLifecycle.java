package dev.latchkey.revocation;

import org.springframework.context.SmartLifecycle;

/**
 * When other nodes have to wait for this one: from just before its web server starts
 * until just after it has stopped.
 */
class NodeLifecycle implements SmartLifecycle {

	private final LogPull pull;

	private volatile boolean running;

	NodeLifecycle(LogPull pull) {
		this.pull = pull;
	}

	@Override
	public void start() {
		this.pull.start();
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
