package dev.latchkey.audit;

import dev.latchkey.audit.store.CountedRefusals;

import org.springframework.context.SmartLifecycle;

/**
 * Logs how many refusals were counted, when their minute is over and when the service
 * stops.
 */
class RefusalLog implements Runnable, SmartLifecycle {

	private final CountedRefusals refusals;

	private final EventLog log;

	private volatile boolean running;

	RefusalLog(CountedRefusals refusals, EventLog log) {
		this.refusals = refusals;
		this.log = log;
	}

	@Override
	public void run() {
		this.refusals.takeUnlogged().forEach(this.log::write);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.refusals.takeAllUnlogged().forEach(this.log::write);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase in which all publishers of events have stopped.
	 */
	@Override
	public int getPhase() {
		return -1;
	}

}
