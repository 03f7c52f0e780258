package dev.latchkey.datastore;

import org.springframework.context.SmartLifecycle;

/**
 * A task that writes down what this node keeps in memory: each time that it is run, and a
 * last time when the service stops.
 */
public abstract class WriteBack implements Runnable, SmartLifecycle {

	private final int phase;

	private volatile boolean running;

	/**
	 * Create the task.
	 * @param phase when it writes the last time: before what has a lower one stops
	 */
	protected WriteBack(int phase) {
		this.phase = phase;
	}

	/**
	 * Write the last time.
	 */
	protected void writeLast() {
		run();
	}

	@Override
	public final void start() {
		this.running = true;
	}

	@Override
	public final void stop() {
		writeLast();
		this.running = false;
	}

	@Override
	public final boolean isRunning() {
		return this.running;
	}

	@Override
	public final int getPhase() {
		return this.phase;
	}

}
