package dev.latchkey.audit;

import dev.latchkey.audit.store.CountedRefusals;
import dev.latchkey.datastore.WriteBack;

/**
 * Logs how many refusals were counted, when their minute is over and when the service
 * stops.
 */
class RefusalLog extends WriteBack {

	private static final int AFTER_ALL_PUBLISHERS = -1;

	private final CountedRefusals refusals;

	private final EventLog log;

	RefusalLog(CountedRefusals refusals, EventLog log) {
		super(AFTER_ALL_PUBLISHERS);
		this.refusals = refusals;
		this.log = log;
	}

	@Override
	public void run() {
		this.refusals.takeUnlogged().forEach(this.log::write);
	}

	@Override
	protected void writeLast() {
		this.refusals.takeAllUnlogged().forEach(this.log::write);
	}

}
