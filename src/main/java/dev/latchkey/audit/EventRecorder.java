package dev.latchkey.audit;

import java.time.Clock;

import dev.latchkey.audit.store.AuditEvent;
import dev.latchkey.audit.store.CountedRefusals;
import dev.latchkey.audit.store.EventBuffer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each event: in the log at once, and in the database asynchronously; but many
 * refusals by their number only, see {@link CountedRefusals}. A failure here does not
 * reach the publisher.
 */
class EventRecorder {

	private static final Logger logger = LoggerFactory.getLogger(EventRecorder.class);

	private final EventLog log;

	private final EventBuffer buffer;

	private final CountedRefusals refusals;

	private final MeterRegistry meters;

	private final Clock clock;

	EventRecorder(EventLog log, EventBuffer buffer, CountedRefusals refusals, MeterRegistry meters, Clock clock) {
		this.log = log;
		this.buffer = buffer;
		this.refusals = refusals;
		this.meters = meters;
		this.clock = clock;
		Gauge.builder("latchkey.audit.waiting", buffer, EventBuffer::size)
			.description("Events that wait for the database")
			.register(meters);
		FunctionCounter.builder("latchkey.audit.dropped", buffer, EventBuffer::dropped)
			.description("Events that the database does not have, because there was no room to wait")
			.register(meters);
	}

	void record(AuditEventBuilder recorded) {
		try {
			AuditEvent event = recorded.at(this.clock.instant());
			if (isWhole(event)) {
				this.log.write(event);
			}
			this.meters.counter("latchkey.audit.events", "type", event.type().code()).increment();
		}
		catch (RuntimeException ex) {
			logger.warn("An event could not be recorded: {}", ex.toString());
		}
	}

	private boolean isWhole(AuditEvent event) {
		if (event.type().isRefusal()) {
			return this.refusals.keepWhole(event);
		}
		this.buffer.offer(event);
		return true;
	}

}
