package dev.latchkey.revocation;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the messages on the channel that this node does not believe, and logs them once
 * a minute at most: a stranger may send as many as it likes.
 */
class RefusedMessages {

	private static final Logger logger = LoggerFactory.getLogger(RefusedMessages.class);

	private static final long PAUSE = Duration.ofMinutes(1).toNanos();

	private final MeterRegistry meters;

	private final LongSupplier nanoTime;

	private final AtomicLong lastLogged;

	RefusedMessages(MeterRegistry meters, LongSupplier nanoTime) {
		this.meters = meters;
		this.nanoTime = nanoTime;
		this.lastLogged = new AtomicLong(nanoTime.getAsLong() - PAUSE);
		for (Cause cause : Cause.values()) {
			count(cause, 0);
		}
	}

	void note(Cause cause) {
		count(cause, 1);
		long now = this.nanoTime.getAsLong();
		long last = this.lastLogged.get();
		if (now - last >= PAUSE && this.lastLogged.compareAndSet(last, now)) {
			logger.warn("Redis delivers messages on the channel of revocations that are not believed ({}). "
					+ "Something else may be writing to this Redis.", cause.text);
		}
	}

	private void count(Cause cause, int amount) {
		this.meters.counter("latchkey.revocation.refused.messages", "cause", cause.name().toLowerCase(Locale.ROOT))
			.increment(amount);
	}

	/**
	 * Why a message is not believed.
	 */
	enum Cause {

		/** It is not of this installation. */
		NOT_AUTHENTIC("not authentic"),
		/** It is authentic, and says nothing that this version understands. */
		NOT_UNDERSTOOD("not understood"),
		/** The database knows no live node of the sender's name. */
		UNKNOWN_SENDER("of a node that does not live"),
		/** The log is not as long as it claims. */
		ABOVE_HEAD("above the log's head");

		private final String text;

		Cause(String text) {
			this.text = text;
		}

	}

}
